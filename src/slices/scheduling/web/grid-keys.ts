import type { Booking } from '../contract.ts';
import { nearestIndex, type Lane } from '../shared/sheet.ts';
import type { Span } from '../shared/spans.ts';

/** A place that the cursor can stand on: a booking, or a free stretch of time. */
export type Item = Span & {
  booking?: Booking;
  lane?: Lane | undefined;
  /** What of several services is done there; left out: all of it. */
  words?: string | undefined;
};

/** A time of a provider, or of a room while a booking is on its way. */
export interface Slot {
  startsAt: string;
  practitionerId?: string;
  roomId?: string;
}

export interface Place {
  column: number;
  item: number;
}

interface Walk {
  /** Where the cursor may stop. */
  only?: (item: Item) => boolean;
  /** What "nearest" goes by; the clock, where columns are different days. */
  timeOf?: (item: Item) => number;
}

/** Up and down in a column; left and right to what lies nearest in the next one, and beyond the edge to another day or week. */
export function neighbourOf(
  columns: readonly (readonly Item[])[],
  from: Place,
  key: string,
  { only = () => true, timeOf = (item) => item.from }: Walk = {},
): (Place & { beyond?: 1 | -1 }) | undefined {
  const { column, item } = from;
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step) {
    const items = columns[column] ?? [];
    for (let next = item + step; items[next]; next += step) {
      if (only(items[next] as Item)) return { column, item: next };
    }
    return from;
  }
  const side = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[key];
  if (!side) return undefined;
  const here = columns[column]?.[item];
  const atMs = here ? timeOf(here) : 0;
  for (let next = column + side; next >= 0 && next < columns.length; next += side) {
    const items = columns[next] ?? [];
    const fit = items.flatMap((one, index) => (only(one) ? [index] : []));
    const times = fit.map((index) => ({ from: timeOf(items[index] as Item), to: 0 }));
    const found = fit[nearestIndex(times, atMs)];
    if (found !== undefined) return { column: next, item: found };
  }
  return { ...from, beyond: side };
}

export function firstOf(columns: readonly (readonly Item[])[]): Place {
  const column = columns.findIndex((one) => one.length > 0);
  return { column: Math.max(column, 0), item: 0 };
}
