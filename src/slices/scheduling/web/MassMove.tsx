import { useState } from 'react';
import { m } from '#messages';
import { isDate, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { scheduling } from '../contract.ts';
import { instantAt } from './instant-at.ts';
import { MassMoveLines } from './MassMoveLines.tsx';
import './calendar.css';

/**
 * All visits of a provider who is ill, each with the best other time: Tab from line to line, the arrows choose another,
 * Ctrl Enter does it. What cannot be moved is put on the wait list or becomes a call.
 */
export default function MassMove({ search }: ScreenProps) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const setup = useRead(scheduling, 'setup', {});
  const [away, setAway] = useState({
    practitionerId: search.practitionerId ?? '',
    day: isDate(search.day ?? '') ? (search.day as string) : now,
    from: '00:00',
    to: '23:59',
    reason: m.scheduling_mass_ill(),
  });
  const change = (more: Partial<typeof away>) => setAway({ ...away, ...more });
  return (
    <Page title={m.scheduling_mass_title()} back={`/calendar?day=${away.day}`}>
      <Panel title={m.scheduling_mass_who()}>
        <ReadView read={setup} rows={1}>
          {({ providers }) => (
            <div className="sc-book-fields">
              <FieldSelect
                label={m.scheduling_label_provider()}
                value={away.practitionerId}
                onChange={(practitionerId) => change({ practitionerId })}
                options={providers.map((one) => ({ value: one.practitionerId, label: one.name }))}
                autoFocus={!search.practitionerId}
              />
              <FieldDate
                label={m.scheduling_mass_day()}
                value={away.day}
                onChange={(day) => change({ day })}
              />
              <FieldTime
                label={m.scheduling_mass_from()}
                value={away.from}
                onChange={(from) => change({ from })}
              />
              <FieldTime label={m.scheduling_mass_to()} value={away.to} onChange={(to) => change({ to })} />
              <FieldText
                label={m.scheduling_mass_reason()}
                value={away.reason}
                onChange={(reason) => change({ reason })}
                maxLength={120}
              />
            </div>
          )}
        </ReadView>
      </Panel>
      {away.practitionerId && isDate(away.day) ? (
        <Proposed key={`${away.practitionerId} ${away.day} ${away.from} ${away.to}`} {...away} />
      ) : (
        <EmptyState title={m.scheduling_mass_none()} text={m.scheduling_mass_noneText()} />
      )}
    </Page>
  );
}

/** Asked once: a list that is being decided on must not change under the hand. The server judges each line again. */
function Proposed(props: { practitionerId: string; day: string; from: string; to: string; reason: string }) {
  const { zone } = useMe().clinic;
  const { practitionerId, day, from, to } = props;
  const [startsAt, endsAt] = [instantAt(day, from, zone), instantAt(day, to, zone)];
  const read = useRead(scheduling, 'proposeMoves', { practitionerId, startsAt, endsAt });
  return (
    <ReadView read={read} rows={6}>
      {({ lines }) =>
        lines.length === 0 ? (
          <EmptyState title={m.scheduling_mass_none()} text={m.scheduling_mass_noneText()} />
        ) : (
          <MassMoveLines away={{ practitionerId, startsAt, endsAt, reason: props.reason }} lines={lines} />
        )
      }
    </ReadView>
  );
}
