import { describe, expect, it } from 'vitest';
import { partSpans } from './parts.ts';

const minute = 60_000;
const span = (from: number, to: number) => ({ from: from * minute, to: to * minute });

describe('the parts of a visit', () => {
  it('follow one another without a gap', () => {
    expect(partSpans(span(540, 590), [20, 30])).toEqual([span(540, 560), span(560, 590)]);
  });

  it('share the stretch of a number', () => {
    expect(partSpans(span(540, 546), [20, 10])).toEqual([span(540, 544), span(544, 546)]);
  });
});
