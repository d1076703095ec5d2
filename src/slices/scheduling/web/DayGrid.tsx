import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { dayRange, formatTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { Booking } from '../contract.ts';
import { closedSpans, freeSlots, lanesOf, type Lane, type SheetColumn, sheetSpan } from '../shared/sheet.ts';
import type { Span } from '../shared/spans.ts';
import type { Sheet } from './answers.ts';
import { GridItem } from './GridItem.tsx';
import { firstOf, type Item, neighbourOf, type Slot } from './grid-keys.ts';
import { isOpen } from './words.ts';

const stepMinutes = 20;
/** What one line of text, and a finger, need on the sheet. */
const leastMinutes = 20;
type Column = Sheet['columns'][number];
interface GridProps {
  sheet: Sheet;
  moving: Booking | undefined;
  onOpen: (booking: Booking) => void;
  /** Absent for those who may not book. */
  onMove: ((booking: Booking) => void) | undefined;
  /** A drag that ended nowhere. */
  onStop: () => void;
  /** A time of a provider, or of a room while a booking is on its way. */
  onSlot: (slot: Slot) => void;
  onDayBeyond: (step: 1 | -1) => void;
}

const spanOf = (one: { startsAt: string; endsAt: string }): Span => ({
  from: Date.parse(one.startsAt),
  to: Date.parse(one.endsAt),
});

function columnOf(sheet: Sheet, column: Column): SheetColumn & { visits: Item[]; holds: Sheet['holds'] } {
  const takes: Record<Column['kind'], (one: Booking) => boolean> = {
    practitioner: (one) =>
      one.practitionerId === column.id ||
      one.assistants.some(({ practitionerId }) => practitionerId === column.id),
    room: (one) => one.roomIds.includes(column.id),
    equipment: (one) => one.equipment.some(({ id }) => id === column.id),
  };
  const visits = sheet.bookings.filter(takes[column.kind]).flatMap((one) => itemsOf(one, column));
  const holds = sheet.holds.filter((one) =>
    column.kind === 'room' ? one.roomId === column.id : one.practitionerId === column.id,
  );
  return {
    open: column.open.map(spanOf),
    blocked: [...column.blocks, ...holds].map(spanOf),
    holds,
    taken: visits.map(({ from, to }) => ({ from, to })),
    visits,
  };
}

/** A visit of several services stands in each column where and as long as it is needed there. */
function itemsOf(booking: Booking, { kind, id }: Column): (Item & { booking: Booking })[] {
  const stretches = booking.stretches.filter((one) => one.kind === kind && one.id === id);
  if (stretches.length === 0) return [{ ...spanOf(booking), booking }];
  return stretches.map((one) => {
    const span = spanOf(one);
    const here = booking.parts.map((part) => ({ ...spanOf(part), words: part.visitType }));
    const parts = here.filter((part) => part.from < span.to && part.to > span.from);
    return { ...span, booking, words: parts.map((part) => part.words).join(' + ') };
  });
}

/** Providers and who assists, then rooms and equipment, side by side over the hours. Arrows move, Enter opens or books, `M` takes a booking along. */
export function DayGrid(props: GridProps) {
  const { sheet } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const [at, setAt] = useState({ column: 0, item: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const follow = useRef(false);
  // a day begins where something is: at now, or at its first visit; afterwards nothing moves by itself
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is what makes it look again
  useEffect(() => {
    // whoever went over the edge by the arrows is in the other day now
    if (follow.current) grid.current?.querySelector<HTMLElement>('[data-at][tabindex="0"]')?.focus();
    follow.current = false;
    const place = grid.current?.querySelector('.sc-now') ?? grid.current?.querySelector('.sc-visit');
    place?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [sheet.day]);
  const columns = sheet.columns.map((column) => ({ column, ...columnOf(sheet, column) }));
  const span = sheetSpan(columns, Date.parse(dayRange(sheet.day, zone).start));
  const nowMs = Date.now();
  const items = columns.map(({ column, ...rest }): Item[] => {
    const lanes = lanesOf(rest.taken, leastMinutes);
    const visits = rest.visits.map((one, at) => ({ ...one, lane: lanes[at] }));
    // a short visit is drawn longer than it is; a free time hidden under it is offered by the booking screen
    const drawn = rest.taken.map((one) => ({
      ...one,
      to: Math.max(one.to, one.from + leastMinutes * 60_000),
    }));
    const offered = column.kind === 'practitioner' || (column.kind === 'room' && props.moving);
    const free = offered ? freeSlots({ ...rest, taken: drawn }, stepMinutes, nowMs) : [];
    return [...visits, ...free].toSorted((a, b) => a.from - b.from);
  });
  const focus = (column: number, item: number) => {
    setAt({ column, item });
    grid.current?.querySelector<HTMLElement>(`[data-at="${column}-${item}"]`)?.focus();
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = (event.target as HTMLElement).dataset.at?.split('-').map(Number);
    if (!here || event.ctrlKey || event.altKey || event.metaKey) return;
    const [column = 0, item = 0] = here;
    const booking = items[column]?.[item]?.booking;
    if (event.key === 'm' && booking && props.onMove && isOpen(booking)) {
      event.preventDefault();
      return props.onMove(booking);
    }
    const only = (one: Item) => !props.moving || !one.booking;
    const target = neighbourOf(items, { column, item }, event.key, { only });
    if (!target) return;
    event.preventDefault();
    if (target.beyond) {
      follow.current = true;
      props.onDayBeyond(target.beyond);
    } else focus(target.column, target.item);
  };
  const current = items[at.column]?.[at.item] ? at : firstOf(items);
  const clock = (ms: number) =>
    formatTime(new Date(ms).toISOString(), locale, zone).replace(/ W(IB|ITA|IT)$/, '');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside; each is reached by Tab as well
    <div className="sc-sheet" ref={grid} onKeyDown={press}>
      <div className="sc-hours" aria-hidden>
        <div className="sc-head" />
        <div className="sc-body" style={{ ['--minutes' as string]: (span.to - span.from) / 60_000 }}>
          {hoursOf(span).map((ms) => (
            <span
              key={ms}
              className="sc-hour s-figures"
              style={{ ['--at' as string]: (ms - span.from) / 60_000 }}
            >
              {clock(ms)}
            </span>
          ))}
        </div>
      </div>
      {columns.map(({ column, ...rest }, index) => (
        <section
          key={`${column.kind}${column.id}`}
          className={`sc-column sc-column-${column.kind}${rest.visits.some((one) => one.booking?.overbooked) ? ' sc-column-wide' : ''}`}
          aria-label={column.name}
        >
          <h2 className="sc-head">{column.name}</h2>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a drag may end on a taken time too, which is then refused with its reason; by keys any time is entered in the confirmation */}
          <div
            className="sc-body"
            style={{ ['--minutes' as string]: (span.to - span.from) / 60_000 }}
            onDragOver={(event) => props.moving && column.kind !== 'equipment' && event.preventDefault()}
            onDrop={(event) => {
              if (!props.moving || column.kind === 'equipment') return;
              event.preventDefault();
              props.onSlot({ startsAt: timeUnder(event, span), ...placeIn(column) });
            }}
          >
            {closedSpans(rest, span).map((one) => (
              <div key={one.from} className="sc-shut" style={placeOf(one, span)} />
            ))}
            {column.blocks.map((block) => (
              <div key={block.id} className="sc-block" style={placeOf(clipped(spanOf(block), span), span)}>
                {block.reason}
              </div>
            ))}
            {rest.holds.map((hold) => (
              <div
                key={hold.holdId}
                className="sc-block sc-hold"
                style={placeOf(clipped(spanOf(hold), span), span)}
              >
                {m.scheduling_hold_by({ name: hold.holderName })}
              </div>
            ))}
            {items[index]?.map((item, place) => (
              <GridItem
                key={keyOf(item)}
                item={item}
                at={`${index}-${place}`}
                current={current.column === index && current.item === place}
                style={{ ...placeOf(clipped(item, span), span), ...laneStyle(item.lane) }}
                columnName={column.name}
                clock={clock}
                moving={props.moving}
                onFocus={() => setAt({ column: index, item: place })}
                onOpen={props.onOpen}
                onDrop={() =>
                  props.onSlot({ startsAt: new Date(item.from).toISOString(), ...placeIn(column) })
                }
                onMove={props.onMove}
                onStop={props.onStop}
              />
            ))}
            {nowMs > span.from && nowMs < span.to && (
              <div className="sc-now" style={{ ['--at' as string]: (nowMs - span.from) / 60_000 }} />
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

/** A visit that moves stays the same element, so that a drag that has begun goes on. */
function keyOf({ booking, words, from }: Item): string {
  if (!booking) return `free${from}`;
  return words === undefined ? booking.visitId : `${booking.visitId} ${from}`;
}

function placeIn(column: Column): Pick<Slot, 'practitionerId' | 'roomId'> {
  return column.kind === 'room' ? { roomId: column.id } : { practitionerId: column.id };
}

const fiveMinutesMs = 5 * 60_000;

/** The time at the height of the pointer in a column, in steps of five minutes. */
function timeUnder(event: DragEvent<HTMLElement>, sheet: Span): string {
  const body = event.currentTarget.getBoundingClientRect();
  const ms = ((event.clientY - body.top) / body.height) * (sheet.to - sheet.from);
  return new Date(sheet.from + Math.round(ms / fiveMinutesMs) * fiveMinutesMs).toISOString();
}

function hoursOf(span: Span): number[] {
  const hours = (span.to - span.from) / 3_600_000;
  return Array.from({ length: hours }, (_, index) => span.from + index * 3_600_000);
}

function clipped(item: Span, sheet: Span): Span {
  return { from: Math.max(item.from, sheet.from), to: Math.min(item.to, sheet.to) };
}

/** The stylesheet turns minutes into pixels, a different number at a desk and under a finger. */
function placeOf(item: Span, sheet: Span): React.CSSProperties {
  const minutes = { '--at': (item.from - sheet.from) / 60_000, '--for': (item.to - item.from) / 60_000 };
  return minutes as React.CSSProperties;
}

function laneStyle(lane: Lane | undefined): React.CSSProperties {
  if (!lane || lane.lanes === 1) return {};
  return { '--lane': lane.lane, '--lanes': lane.lanes } as React.CSSProperties;
}
