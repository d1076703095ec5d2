import { useState } from 'react';
import { m } from '#messages';
import { formatDateTime, isDate, Temporal } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Booking, type KeptVisit, scheduling } from '../contract.ts';
import { type ClockChoice, ClockChoices } from './ClockChoices.tsx';
import { PlaceList } from './PlaceList.tsx';

interface Props {
  booking: Booking;
  onClose: () => void;
}

/** Another day, time or provider for a series from this visit on, or for all that are to come. */
export function SeriesMoveDialog(props: Props) {
  const title = m.scheduling_series_changeTitle({ name: props.booking.patientName });
  return (
    <Dialog open title={title} onClose={props.onClose} size="large">
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ booking, onClose }: Props) {
  const { zone } = useMe().clinic;
  const before = Temporal.Instant.from(booking.startsAt).toZonedDateTimeISO(zone);
  const oldTime = before.toPlainTime().toString({ smallestUnit: 'minute' });
  const [scope, setScope] = useState<'following' | 'all'>('following');
  const [day, setDay] = useState(booking.day);
  const [time, setTime] = useState(oldTime);
  const [practitionerId, setPractitionerId] = useState(booking.practitionerId ?? '');
  const [choice, setChoice] = useState<ClockChoice>({});
  const setup = useRead(scheduling, 'setup', {}, { refreshOn: ['scheduling.setupChanged'] });
  const changed = day !== booking.day || time !== oldTime || practitionerId !== booking.practitionerId;
  const valid = isDate(day) && /^\d\d:\d\d$/.test(time) && practitionerId !== '';
  const input = { visitId: booking.visitId, scope, day, time, practitionerId, ...choice };
  const read = useRead(scheduling, 'previewSeriesMove', input, {
    enabled: changed && valid,
    keep: true,
    refreshOn: ['scheduling.'],
  });
  const act = useAct(scheduling, 'moveSeries');
  const places = (changed && valid && read.data?.places) || [];
  const free = places.filter((one) => one.verdict === 'free').length;
  const move = async () => {
    try {
      const done = await act.run({ ...input, which: free === places.length ? 'all' : 'free' });
      const name = booking.patientName;
      const [count, kept] = [done.moved.length, done.kept.length];
      tell(
        kept > 0
          ? m.scheduling_series_movedKept({ name, count, kept })
          : m.scheduling_series_moved({ name, count }),
      );
      onClose();
    } catch {
      read.refresh();
    }
  };
  const ready = free > 0 && !read.refreshing;
  useKeys({ 'ctrl+enter': { label: m.web_key_save(), run: () => (ready ? void move() : undefined) } });
  return (
    <div className="s-form">
      <FieldChips
        label={m.scheduling_series_scope()}
        value={scope}
        onChange={(value) => setScope(value === 'all' ? 'all' : 'following')}
        options={[
          { value: 'following', label: m.scheduling_series_scopeFollowing() },
          { value: 'all', label: m.scheduling_series_scopeAll() },
        ]}
      />
      <div className="sc-book-fields">
        <FieldDate label={m.scheduling_series_toDay()} value={day} onChange={setDay} />
        <FieldTime label={m.scheduling_series_toTime()} value={time} onChange={setTime} />
        <FieldSelect
          label={m.scheduling_label_provider()}
          value={practitionerId}
          onChange={setPractitionerId}
          options={(setup.data?.providers ?? []).map((one) => ({
            value: one.practitionerId,
            label: one.name,
          }))}
        />
      </div>
      <ClockChoices places={places} choice={choice} onChange={setChoice} />
      {changed && valid ? (
        <ReadView read={read} rows={4}>
          {(data) => (
            <>
              <PlaceList places={data.places} />
              <Kept kept={data.kept} />
            </>
          )}
        </ReadView>
      ) : (
        <p className="sc-note">{m.scheduling_series_pickDay()}</p>
      )}
      <div className="s-savebar">
        <Problem problem={act.problem} />
        <div className="s-savebar-acts">
          <span role="status" className="s-figures">
            {places.length > 0 && m.scheduling_series_freeOf({ free, total: places.length })}
          </span>
          <Button
            tone="primary"
            keys="Ctrl ↵"
            pending={act.pending}
            disabled={!ready}
            onClick={() => void move()}
          >
            {free === places.length
              ? m.scheduling_series_moveAll({ count: free })
              : m.scheduling_series_moveFree({ count: free })}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What the change leaves alone, and why. */
function Kept({ kept }: { kept: readonly KeptVisit[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (kept.length === 0) return null;
  const why = {
    over: m.scheduling_series_keptOver,
    exception: m.scheduling_series_keptException,
    cancelled: m.scheduling_series_keptCancelled,
    clash: m.scheduling_series_keptClash,
  };
  return (
    <More label={`${m.scheduling_series_kept()} (${kept.length})`}>
      <ul className="sc-kept">
        {kept.map((one) => (
          <li key={one.visitId}>
            <span className="s-figures">{formatDateTime(one.startsAt, locale, zone, 'short')}</span>:{' '}
            {why[one.why]()}
          </li>
        ))}
      </ul>
    </More>
  );
}
