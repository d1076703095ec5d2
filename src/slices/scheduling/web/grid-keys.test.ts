import { describe, expect, it } from 'vitest';
import type { Booking } from '../contract.ts';
import { firstOf, type Item, neighbourOf } from './grid-keys.ts';

const free = (from: number): Item => ({ from, to: from + 10 });
const visit = (from: number): Item => ({ ...free(from), booking: {} as Booking });
const columns = [[free(10), visit(20), free(30)], [], [visit(18), free(40)]];

describe('the cursor on the calendar', () => {
  it('goes up and down in its column and stays at the ends', () => {
    expect(neighbourOf(columns, { column: 0, item: 0 }, 'ArrowDown')).toEqual({ column: 0, item: 1 });
    expect(neighbourOf(columns, { column: 0, item: 2 }, 'ArrowDown')).toEqual({ column: 0, item: 2 });
    expect(neighbourOf(columns, { column: 0, item: 0 }, 'Enter')).toBeUndefined();
  });

  it('goes sideways to what lies nearest, over empty columns, and beyond the edge', () => {
    expect(neighbourOf(columns, { column: 0, item: 1 }, 'ArrowRight')).toEqual({ column: 2, item: 0 });
    expect(neighbourOf(columns, { column: 2, item: 1 }, 'ArrowLeft')).toEqual({ column: 0, item: 2 });
    expect(neighbourOf(columns, { column: 2, item: 0 }, 'ArrowRight')).toEqual({
      ...{ column: 2, item: 0 },
      beyond: 1,
    });
  });

  it('stops on free times alone while a booking is on its way', () => {
    const only = (one: Item) => !one.booking;
    expect(neighbourOf(columns, { column: 0, item: 0 }, 'ArrowDown', { only })).toEqual({
      ...{ column: 0, item: 2 },
    });
    expect(neighbourOf(columns, { column: 0, item: 0 }, 'ArrowRight', { only })).toEqual({
      ...{ column: 2, item: 1 },
    });
  });

  it('begins in the first column that has something', () => {
    expect(firstOf([[], [free(1)]])).toEqual({ column: 1, item: 0 });
    expect(firstOf([])).toEqual({ column: 0, item: 0 });
  });
});
