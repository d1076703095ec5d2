import { partSpans } from '../shared/parts.ts';
import type { Span } from '../shared/spans.ts';
import { type Buffers, occupied } from './rules.ts';

/** A part of a visit: its own stretch, and what it occupies of a resource of each kind. */
export interface PartStretch {
  own: Span;
  padded: ReturnType<typeof occupied>;
}

/** The stretches of the parts of a visit. Buffers lie before the first and after the last: between two there are none. */
export function partStretches(
  visit: Span,
  buffers: Buffers | undefined,
  minutes: readonly number[],
): PartStretch[] {
  const last = minutes.length - 1;
  return partSpans(visit, minutes).map((own, place) => ({
    own,
    padded: occupied(
      own,
      buffers && {
        ...buffers,
        bufferBeforeMinutes: place === 0 ? buffers.bufferBeforeMinutes : 0,
        bufferAfterMinutes: place === last ? buffers.bufferAfterMinutes : 0,
      },
    ),
  }));
}
