import { useState } from 'react';
import { m } from '#messages';
import { formatDateTime, formatTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Freed, type Look, waitlist } from '../contract.ts';
import { Skip } from './ReasonDialog.tsx';
import { causeWords, reasonWords } from './words.ts';

/** Each freed time with everybody who waits and why each was or was not asked about it. */
export function FreedTimes() {
  const read = useRead(waitlist, 'freedTimes', {}, { refreshOn: ['waitlist.', 'scheduling.'], keep: true });
  return (
    <ReadView read={read} rows={6}>
      {({ times, further }) =>
        times.length === 0 ? (
          <EmptyState title={m.waitlist_freedNone()} text={m.waitlist_freedNoneText()} />
        ) : (
          <div className="wl-times">
            {times.map((time) => (
              <OneTime key={time.freedId} time={time} />
            ))}
            {further > 0 && <p className="wl-soft">{m.waitlist_freedFurther({ count: further })}</p>}
          </div>
        )
      }
    </ReadView>
  );
}

function OneTime({ time }: { time: Freed }) {
  const [skipping, setSkipping] = useState<Look>();
  const offer = useAct(waitlist, 'offerTime');
  const may = useMay('scheduling.book') && time.state === 'open';
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const title = `${formatDateTime(time.startsAt, locale, zone, 'short')} – ${formatTime(time.endsAt, locale, zone)} · ${time.practitionerName}`;
  const give = (row: Look) =>
    void offer.run({ freedId: time.freedId, entryId: row.entryId }).then(
      ({ until }) =>
        tell(m.waitlist_offered({ name: row.patientName, time: formatTime(until, locale, zone) })),
      () => undefined,
    );
  return (
    <Panel title={title}>
      <p className="wl-line">
        {causeWords(time.cause)} <Standing time={time} />
      </p>
      <Problem problem={offer.problem} />
      <DataTable
        label={title}
        rows={time.looks}
        rowKey={(row) => row.entryId}
        columns={[
          {
            id: 'place',
            header: m.waitlist_column_place(),
            cell: (row) => row.place || '–',
            figures: true,
            width: '4rem',
          },
          {
            id: 'patient',
            header: m.waitlist_column_patient(),
            cell: (row) => row.patientName,
            width: '14rem',
          },
          { id: 'reason', header: m.waitlist_column_reason(), cell: (row) => <Why row={row} /> },
        ]}
        tone={(row) => (row.entryId === time.offer?.entryId ? 'blue' : undefined)}
        act={(row) =>
          may && !time.offer
            ? { label: m.waitlist_act_offer(), run: () => give(row), pending: offer.pending }
            : undefined
        }
        more={(row) => (may ? [{ label: m.waitlist_act_skip(), run: () => setSkipping(row) }] : [])}
        empty={<p className="wl-soft">{m.waitlist_nobodyAsked()}</p>}
      />
      {skipping && (
        <Skip
          entryId={skipping.entryId}
          freedId={time.freedId}
          name={skipping.patientName}
          onClose={() => setSkipping(undefined)}
        />
      )}
    </Panel>
  );
}

function Standing({ time }: { time: Freed }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { offer } = time;
  if (!offer) return <SignalBadge tone="grey">{m.waitlist_nobodyAsked()}</SignalBadge>;
  const name = offer.patientName;
  if (time.state === 'given') return <SignalBadge tone="green">{m.waitlist_givenTo({ name })}</SignalBadge>;
  return (
    <SignalBadge tone="blue">
      {m.waitlist_askedName({ name, time: formatTime(offer.until, locale, zone) })}
    </SignalBadge>
  );
}

function Why({ row }: { row: Look }) {
  return (
    <>
      {reasonWords(row.reason)}
      {row.said && <div className="wl-soft">{m.waitlist_saidBy({ said: row.said, name: row.saidBy })}</div>}
    </>
  );
}
