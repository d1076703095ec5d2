import { m } from '#messages';
import { addDays, weekdayOf } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { scheduling } from '../contract.ts';
import { mondayOf } from '../shared/calendar.ts';
import { weekdayWords } from './words.ts';

/** The week around the day: how many visits each of its days holds. */
export function WeekStrip(props: { day: string; onDay: (day: string) => void }) {
  const { day, onDay } = props;
  const locale = useLocale();
  const monday = mondayOf(day);
  const read = useRead(
    scheduling,
    'weekCounts',
    { fromDay: monday, days: 7 },
    { refreshOn: ['scheduling.'], keep: true },
  );
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  return days.map((one) => {
    const count = read.data?.days.find((other) => other.day === one);
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
  });
}
