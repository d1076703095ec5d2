import { type KeyboardEvent, useEffect, useRef } from 'react';
import { m } from '#messages';
import { addDays, formatPlainDate, today, weekdayOf } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { scheduling } from '../contract.ts';
import { weeksOfMonth } from '../shared/calendar.ts';
import type { DayCount } from '../shared/shapes.ts';
import { closureWords, weekdayWords } from './words.ts';

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
/** More names than these would push the weeks apart; the day itself names all. */
const shownAway = 2;

/** A month: how many visits each day holds, how full it is and why it is shut. Arrows move by days, Enter opens the day. */
export function MonthView(props: {
  day: string;
  provider: string;
  onChoose: (day: string) => void;
  onOpen: (day: string) => void;
}) {
  const { day } = props;
  const locale = useLocale();
  const now = today({ now: () => Date.now() }, useMe().clinic.zone);
  const table = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  const read = useRead(
    scheduling,
    'weekCounts',
    { ...weeksOfMonth(day), ...(props.provider && { practitionerId: props.provider }) },
    { refreshOn: ['scheduling.'], keep: true },
  );
  useEffect(() => {
    if (follow.current) table.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
    if (table.current?.querySelector(`[data-day="${day}"]`)) follow.current = false;
  });
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    follow.current = true;
    props.onChoose(addDays(day, step));
  };
  return (
    <ReadView read={read} rows={12}>
      {({ days }) => (
        <section className="sc-wide" aria-label={m.scheduling_month_table()}>
          <table className="sc-month" ref={table} onKeyDown={press}>
            <thead>
              <tr>
                {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekdayWords(weekday, locale)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(days).map((week) => (
                <tr key={week[0]?.day}>
                  {week.map((one) => (
                    <td key={one.day} className={one.closed ? 'sc-cell-shut' : undefined}>
                      <button
                        type="button"
                        data-day={one.day}
                        tabIndex={one.day === day ? 0 : -1}
                        className={`sc-monthday${one.day.slice(0, 7) === day.slice(0, 7) ? '' : ' sc-monthday-other'}`}
                        aria-current={one.day === now ? 'date' : undefined}
                        onClick={() => props.onOpen(one.day)}
                      >
                        <span className="s-hidden">
                          {weekdayWords(weekdayOf(one.day), locale)} {formatPlainDate(one.day, locale)}
                        </span>
                        <strong aria-hidden className="s-figures">
                          {Number(one.day.slice(8))}
                          {one.day === now && ` ${m.scheduling_key_today()}`}
                        </strong>
                        <DayWords count={one} />
                      </button>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </ReadView>
  );
}

function DayWords({ count }: { count: DayCount }) {
  const locale = useLocale();
  const full = count.openMinutes > 0 ? Math.round((100 * count.bookedMinutes) / count.openMinutes) : 0;
  const away = [...new Set(count.blocks.map((one) => `${one.practitionerName}: ${one.reason}`))];
  return (
    <>
      {(count.booked > 0 || !count.closed) && (
        <span className="sc-month-line">
          {m.scheduling_week_count({ count: count.booked })}
          {count.openMinutes > 0 &&
            ` · ${m.scheduling_month_full({ share: new Intl.NumberFormat(locale, { style: 'percent' }).format(full / 100) })}`}
        </span>
      )}
      {count.openMinutes > 0 && (
        <span className="sc-fill" aria-hidden>
          <span style={{ width: `${Math.min(full, 100)}%` }} />
        </span>
      )}
      {count.closures.map((one) => (
        <span key={one.id} className="sc-month-line sc-why">
          {closureWords(one)}
        </span>
      ))}
      {count.closed && count.closures.length === 0 && (
        <span className="sc-month-line sc-why">{m.scheduling_week_closed()}</span>
      )}
      {away.slice(0, shownAway).map((one) => (
        <span key={one} className="sc-month-line">
          {one}
        </span>
      ))}
      {away.length > shownAway && (
        <span className="sc-month-line">
          {m.scheduling_month_moreAway({ count: away.length - shownAway })}
        </span>
      )}
    </>
  );
}

function weeksOf(days: readonly DayCount[]): DayCount[][] {
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(7 * week, 7 * week + 7));
}
