import { describe, expect, it } from 'vitest';
import { closedSpans, freeSlots, lanesOf, nearestIndex, sheetSpan } from './sheet.ts';

const minute = 60_000;
const at = (hour: number, minutes = 0) => (hour * 60 + minutes) * minute;
const span = (from: number, to: number) => ({ from, to });
const column = {
  open: [span(at(8), at(10))],
  blocked: [span(at(9, 30), at(10))],
  taken: [span(at(8, 20), at(8, 45))],
};

describe('the day sheet', () => {
  it('is drawn in whole hours around what is open and what is booked', () => {
    expect(sheetSpan([column, { open: [], blocked: [], taken: [span(at(6, 50), at(7, 10))] }], 0)).toEqual(
      span(at(6), at(10)),
    );
    expect(sheetSpan([], 0)).toEqual(span(at(8), at(16)));
  });

  it('offers what is free in steps of the clock, and no crumbs', () => {
    expect(freeSlots(column, 20, 0)).toEqual([
      span(at(8), at(8, 20)),
      span(at(8, 45), at(9)),
      span(at(9), at(9, 20)),
      span(at(9, 20), at(9, 30)),
    ]);
    expect(freeSlots(column, 20, at(9)).map((one) => one.from)).toEqual([at(9), at(9, 20)]);
  });

  it('shades the rest', () => {
    expect(closedSpans(column, span(at(7), at(11)))).toEqual([span(at(7), at(8)), span(at(10), at(11))]);
  });

  it('goes to the nearest place of the next column', () => {
    expect(nearestIndex([span(at(8), at(9)), span(at(9), at(10))], at(8, 40))).toBe(1);
    expect(nearestIndex([], 0)).toBe(-1);
  });

  it('sets short visits side by side where one would cover the other, and gives the rest the whole width', () => {
    const short = [
      span(at(9), at(9, 10)),
      span(at(9, 10), at(9, 20)),
      span(at(9, 20), at(9, 40)),
      span(at(10), at(10, 20)),
    ];
    expect(lanesOf(short, 20)).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
    expect(lanesOf([span(at(9), at(9, 20)), span(at(9, 20), at(9, 40))], 20)).toEqual([
      { lane: 0, lanes: 1 },
      { lane: 0, lanes: 1 },
    ]);
  });
});
