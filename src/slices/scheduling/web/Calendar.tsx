import { useState } from 'react';
import { m } from '#messages';
import { addDays, formatPlainDate, isDate, today, weekdayOf } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { scheduling } from '../contract.ts';
import { DaySheet } from './DaySheet.tsx';
import { weekdayWords } from './words.ts';
import './calendar.css';

/** The day by provider and room. `←` `→` the day, `T` today, `N` a new booking. */
export default function Calendar({ search }: ScreenProps) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const day = isDate(search.day ?? '') ? (search.day as string) : now;
  const go = useGo();
  const may = useMay('scheduling.book');
  const locale = useLocale();
  const show = (to: string) => go(`/calendar?day=${to}`, { replace: true });
  const book = (more = '') => go(`/calendar/book?day=${day}${more}`);
  useKeys({
    arrowleft: { label: m.scheduling_key_dayBefore(), run: () => show(addDays(day, -1)) },
    arrowright: { label: m.scheduling_key_dayAfter(), run: () => show(addDays(day, 1)) },
    t: { label: m.scheduling_key_today(), run: () => show(now) },
    n: may ? { label: m.scheduling_book_title(), run: () => book() } : undefined,
  });
  const read = useRead(scheduling, 'daySheet', { day }, { refreshOn: ['scheduling.'], keep: true });
  return (
    <Page
      title={
        <>
          {m.scheduling_calendar_title()}
          <span className="s-page-day">
            {weekdayWords(weekdayOf(day), locale)}, {formatPlainDate(day, locale)}
          </span>
        </>
      }
      actions={
        may && (
          <Button tone="primary" keys="N" onClick={() => book()}>
            {m.scheduling_book_title()}
          </Button>
        )
      }
    >
      <Week day={day} now={now} onDay={show} />
      <ReadView read={read} rows={12}>
        {(sheet) => (
          <DaySheet
            sheet={sheet}
            onBook={(slot) =>
              book(`&practitionerId=${encodeURIComponent(slot.practitionerId)}&startsAt=${slot.startsAt}`)
            }
            onDayBeyond={(step) => show(addDays(day, step))}
          />
        )}
      </ReadView>
    </Page>
  );
}

/** The week around the day: how many visits each day holds, and a way to any other day. */
function Week(props: { day: string; now: string; onDay: (day: string) => void }) {
  const { day, onDay } = props;
  const locale = useLocale();
  const [other, setOther] = useState('');
  const monday = addDays(day, 1 - weekdayOf(day));
  const read = useRead(
    scheduling,
    'weekCounts',
    { fromDay: monday, days: 7 },
    { refreshOn: ['scheduling.'], keep: true },
  );
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const countOf = (one: string) => read.data?.days.find((count) => count.day === one);
  return (
    <nav className="sc-week" aria-label={m.scheduling_week_label()}>
      <Button small onClick={() => onDay(addDays(day, -7))}>
        {m.scheduling_week_before()}
      </Button>
      {days.map((one) => {
        const count = countOf(one);
        return (
          <button
            key={one}
            type="button"
            className={`sc-weekday${one === day ? ' sc-weekday-on' : ''}${count?.closed ? ' sc-weekday-shut' : ''}`}
            aria-current={one === day ? 'date' : undefined}
            onClick={() => onDay(one)}
          >
            <span>
              {weekdayWords(weekdayOf(one), locale, 'short')} {Number(one.slice(8))}
            </span>
            <small>
              {count?.closed && count.booked === 0
                ? m.scheduling_week_closed()
                : m.scheduling_week_count({ count: count?.booked ?? 0 })}
            </small>
          </button>
        );
      })}
      <Button small onClick={() => onDay(addDays(day, 7))}>
        {m.scheduling_week_after()}
      </Button>
      <Button small keys="T" disabled={day === props.now} onClick={() => onDay(props.now)}>
        {m.scheduling_key_today()}
      </Button>
      <div className="sc-week-other">
        <FieldDate
          label={m.scheduling_week_other()}
          value={other}
          onChange={(value) => {
            setOther('');
            if (value) onDay(value);
          }}
        />
      </div>
    </nav>
  );
}
