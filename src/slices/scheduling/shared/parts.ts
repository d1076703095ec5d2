import type { Span } from './spans.ts';

const minuteMs = 60_000;

/**
 * The stretches of a visit's parts, one after the other, in whole minutes. Where the visit is longer or shorter than its
 * parts together (it got a number's stretch) each has its share.
 * @param minutes how long each part was booked for
 */
export function partSpans(visit: Span, minutes: readonly number[]): Span[] {
  const sum = minutes.reduce((all, one) => all + one, 0);
  const length = (visit.to - visit.from) / minuteMs;
  const at = (part: number) => {
    const before = minutes.slice(0, part).reduce((all, one) => all + one, 0);
    return visit.from + Math.round((before * length) / sum) * minuteMs;
  };
  return minutes.map((_, part) => {
    return { from: at(part), to: part === minutes.length - 1 ? visit.to : at(part + 1) };
  });
}
