import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { formatTime, today, weekdayOf } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import type { Booking } from '../contract.ts';
import type { SheetDay } from '../shared/shapes.ts';
import type { Span } from '../shared/spans.ts';
import { hoursOfWeek, wallMinutes } from '../shared/week.ts';
import { firstOf, type Item, neighbourOf } from './grid-keys.ts';
import { instantAt } from './instant-at.ts';
import { closureWords, isOpen, statusWords, weekdayWords } from './words.ts';

interface WeekTableProps {
  label: string;
  /** With the bookings that are shown. */
  days: SheetDay[];
  /** Free times by day; none where the week is everybody's. */
  free: Map<string, Span[]>;
  zone: string;
  /** Says whose each visit is. */
  named: boolean;
  moving: Booking | undefined;
  onOpen: (booking: Booking) => void;
  onMove: ((booking: Booking) => void) | undefined;
  onStop: () => void;
  onSlot: (startsAt: string) => void;
  onDay: (day: string) => void;
  onBeyond: (step: 1 | -1) => void;
}

const spanOf = (one: { startsAt: string; endsAt: string }): Span => ({
  from: Date.parse(one.startsAt),
  to: Date.parse(one.endsAt),
});

/** Days as columns, hours as rows; what is closed or kept is said in words. Arrows move, Enter opens, `M` takes along. */
export function WeekTable(props: WeekTableProps) {
  const { days, zone, moving } = props;
  const locale = useLocale();
  const [at, setAt] = useState({ column: 0, item: 0 });
  const table = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  const first = days[0]?.day;
  useEffect(() => {
    if (follow.current && first) {
      table.current?.querySelector<HTMLElement>('[data-at][tabindex="0"]')?.focus();
    }
    follow.current = false;
  }, [first]);
  const items = days.map((day): Item[] =>
    [
      ...day.bookings.map((booking) => ({ ...spanOf(booking), booking })),
      ...(props.free.get(day.day) ?? []),
    ].toSorted((a, b) => a.from - b.from),
  );
  const hours = hoursOfWeek(days, zone);
  const now = today({ now: () => Date.now() }, zone);
  const press = (event: KeyboardEvent<HTMLTableElement>) => {
    const here = (event.target as HTMLElement).dataset.at?.split('-').map(Number);
    if (!here || event.ctrlKey || event.altKey || event.metaKey) return;
    const [column = 0, item = 0] = here;
    const booking = items[column]?.[item]?.booking;
    if (event.key === 'm' && booking && props.onMove && isOpen(booking)) {
      event.preventDefault();
      return props.onMove(booking);
    }
    const target = neighbourOf(items, { column, item }, event.key, {
      only: (one) => !moving || !one.booking,
      timeOf: (one) => wallMinutes(one.from, zone),
    });
    if (!target) return;
    event.preventDefault();
    if (target.beyond) {
      follow.current = true;
      return props.onBeyond(target.beyond);
    }
    setAt(target);
    table.current?.querySelector<HTMLElement>(`[data-at="${target.column}-${target.item}"]`)?.focus();
  };
  const current = items[at.column]?.[at.item] ? at : firstOf(items);
  return (
    <section className="sc-wide" aria-label={props.label}>
      <table className="sc-weektable" ref={table} onKeyDown={press}>
        <thead>
          <tr>
            <td />
            {days.map((day) => (
              <th key={day.day} scope="col" aria-current={day.day === now ? 'date' : undefined}>
                <DayHead day={day} onDay={() => props.onDay(day.day)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row" className="s-figures">
                {hourWords(hour, locale)}
              </th>
              {days.map((day, column) => {
                const inHour = (span: Span) => Math.floor(wallMinutes(span.from, zone) / 60) === hour;
                return (
                  <td
                    key={day.day}
                    className={isShut(day, hour, zone) ? 'sc-cell-shut' : undefined}
                    onDragOver={(event) => moving && event.preventDefault()}
                    onDrop={(event) => {
                      if (!moving) return;
                      event.preventDefault();
                      props.onSlot(sameMinute(moving, day.day, hour, zone));
                    }}
                  >
                    {day.blocks
                      .filter((one) => inHour(spanOf(one)))
                      .map((one) => (
                        <p key={one.id} className="sc-kept">
                          {m.scheduling_week_away({ name: one.practitionerName, reason: one.reason })}
                        </p>
                      ))}
                    {day.holds
                      .filter((one) => inHour(spanOf(one)))
                      .map((one) => (
                        <p key={one.holdId} className="sc-kept">
                          {m.scheduling_hold_by({ name: one.holderName })}
                        </p>
                      ))}
                    {items[column]?.map((item, place) =>
                      inHour(item) ? (
                        <WeekLine
                          key={item.booking?.visitId ?? `free${item.from}`}
                          item={item}
                          at={`${column}-${place}`}
                          current={current.column === column && current.item === place}
                          clock={clockIn(locale, zone)}
                          onFocus={() => setAt({ column, item: place })}
                          day={`${weekdayWords(weekdayOf(day.day), locale)} ${Number(day.day.slice(8))}`}
                          table={props}
                        />
                      ) : null,
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DayHead(props: { day: SheetDay; onDay: () => void }) {
  const { day } = props;
  const locale = useLocale();
  return (
    <>
      <button type="button" className="sc-dayhead" onClick={props.onDay}>
        {weekdayWords(weekdayOf(day.day), locale, 'short')} {Number(day.day.slice(8))}
        <small>{m.scheduling_week_count({ count: day.bookings.length })}</small>
      </button>
      {day.closures.map((one) => (
        <small key={one.id} className="sc-why">
          {closureWords(one)}
        </small>
      ))}
      {day.open.length === 0 && day.closures.length === 0 && (
        <small className="sc-why">{m.scheduling_week_closed()}</small>
      )}
    </>
  );
}

function WeekLine(props: {
  item: Item;
  at: string;
  current: boolean;
  clock: (ms: number) => string;
  day: string;
  onFocus: () => void;
  table: WeekTableProps;
}) {
  const { item, clock, table } = props;
  const { booking } = item;
  const common = {
    'data-at': props.at,
    type: 'button',
    tabIndex: props.current ? 0 : -1,
    onFocus: props.onFocus,
  } as const;
  if (!booking) {
    const words = table.moving ? m.scheduling_move_here : m.scheduling_sheet_bookAt;
    const take = () => table.onSlot(new Date(item.from).toISOString());
    return (
      <button
        {...common}
        className={table.moving ? 'sc-free sc-slot-target' : 'sc-free'}
        aria-label={words({ time: clock(item.from), name: props.day })}
        onClick={take}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          take();
        }}
      >
        <span aria-hidden>+ {clock(item.from)}</span>
      </button>
    );
  }
  const open = isOpen(booking);
  return (
    <button
      {...common}
      className={`sc-line sc-${booking.colour}${open ? '' : ' sc-visit-begun'}`}
      draggable={open && table.onMove !== undefined}
      onDragStart={() => table.onMove?.(booking)}
      onDragEnd={(event) => event.dataTransfer.dropEffect === 'none' && table.onStop()}
      onClick={() => table.onOpen(booking)}
    >
      <span className="s-figures">{clock(item.from)}</span> <strong>{booking.patientName}</strong>{' '}
      {booking.overbooked && <span className="sc-over">{m.scheduling_overbooked()}</span>}{' '}
      <span className="sc-line-what">
        {[booking.visitType, table.named && booking.practitionerName].filter(Boolean).join(' · ')}
      </span>{' '}
      <span className="s-hidden">{statusWords(booking.status)}</span>
    </button>
  );
}

function clockIn(locale: ReturnType<typeof useLocale>, zone: string): (ms: number) => string {
  return (ms) => formatTime(new Date(ms).toISOString(), locale, zone).replace(/ W(IB|ITA|IT)$/, '');
}

function hourWords(hour: number, locale: ReturnType<typeof useLocale>): string {
  return formatTime(`2024-01-01T${String(hour % 24).padStart(2, '0')}:00:00Z`, locale, 'UTC').replace(
    / (UTC|GMT)$/,
    '',
  );
}

/** Whether nobody can be booked in that hour of the day. */
function isShut(day: SheetDay, hour: number, zone: string): boolean {
  return !day.open.some((one) => {
    const from = wallMinutes(Date.parse(one.startsAt), zone);
    const to = wallMinutes(Date.parse(one.endsAt) - 1, zone) + 1;
    return from < (hour + 1) * 60 && hour * 60 < to;
  });
}

/** The minute of the hour that a booking had, in another hour of another day. */
function sameMinute(booking: Booking, day: string, hour: number, zone: string): string {
  const minute = wallMinutes(Date.parse(booking.startsAt), zone) % 60;
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  return instantAt(day, time, zone);
}
