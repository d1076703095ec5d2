import { useState } from 'react';
import { m } from '#messages';
import { addDays } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { scheduling } from '../contract.ts';
import { type CalendarAt, type CalendarView, calendarViews, steppedDay } from '../shared/calendar.ts';
import { WeekStrip } from './WeekStrip.tsx';

const everybody = 'all';

export function viewWords(view: CalendarView): string {
  return {
    day: m.scheduling_view_day,
    week: m.scheduling_view_week,
    month: m.scheduling_view_month,
  }[view]();
}

/** Day, week or month; before, after, today and any other day; and whose week or month it is. */
export function ViewBar(props: { at: CalendarAt; now: string; onShow: (more: Partial<CalendarAt>) => void }) {
  const { at, now, onShow } = props;
  const [other, setOther] = useState('');
  const before = {
    day: m.scheduling_week_before,
    week: m.scheduling_week_before,
    month: m.scheduling_month_before,
  };
  const after = {
    day: m.scheduling_week_after,
    week: m.scheduling_week_after,
    month: m.scheduling_month_after,
  };
  // the strip of the day sheet goes by weeks, its days are its buttons
  const step = (by: 1 | -1) => (at.view === 'day' ? addDays(at.day, 7 * by) : steppedDay(at, by));
  return (
    <nav className="sc-week" aria-label={m.scheduling_week_label()}>
      <fieldset className="sc-views">
        <legend className="s-hidden">{m.scheduling_view_label()}</legend>
        {calendarViews.map((view) => (
          <button
            key={view}
            type="button"
            className={`s-button s-button-${view === at.view ? 'primary' : 'quiet'} s-button-small`}
            aria-pressed={view === at.view}
            onClick={() => onShow({ view })}
          >
            <span>{viewWords(view)}</span>
            <kbd aria-hidden>{view.charAt(0).toUpperCase()}</kbd>
          </button>
        ))}
      </fieldset>
      <Button small onClick={() => onShow({ day: step(-1) })} {...(at.view !== 'day' && { keys: '[' })}>
        {before[at.view]()}
      </Button>
      {at.view === 'day' && <WeekStrip day={at.day} onDay={(day) => onShow({ day })} />}
      <Button small onClick={() => onShow({ day: step(1) })} {...(at.view !== 'day' && { keys: ']' })}>
        {after[at.view]()}
      </Button>
      <Button small keys="T" disabled={at.day === now} onClick={() => onShow({ day: now })}>
        {m.scheduling_key_today()}
      </Button>
      <div className="sc-week-other">
        {at.view !== 'day' && <Whose at={at} onShow={onShow} />}
        <FieldDate
          label={m.scheduling_week_other()}
          value={other}
          onChange={(value) => {
            setOther('');
            if (value) onShow({ day: value });
          }}
        />
      </div>
    </nav>
  );
}

function Whose(props: { at: CalendarAt; onShow: (more: Partial<CalendarAt>) => void }) {
  const setup = useRead(scheduling, 'setup', {}, { refreshOn: ['scheduling.setupChanged'] });
  const providers = setup.data?.providers ?? [];
  return (
    <FieldSelect
      label={<span className="s-hidden">{m.scheduling_label_provider()}</span>}
      value={props.at.provider || everybody}
      onChange={(value) => props.onShow({ provider: value === everybody ? '' : value })}
      options={[
        { value: everybody, label: m.scheduling_view_everybody() },
        ...providers.map((one) => ({ value: one.practitionerId, label: one.name })),
      ]}
    />
  );
}
