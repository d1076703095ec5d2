/** A half-open stretch of time `[from, to)` in milliseconds since 1970, so that back to back never touches. */
export interface Span {
  from: number;
  to: number;
}

/** Whether two stretches share an instant. Source: `a.start < b.end && b.start < a.end`. */
export function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Sorted, with what touches or overlaps joined; empty ones fall away. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.filter((one) => one.from < one.to).toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** What of `open` is left when `taken` is cut out. */
export function without(open: readonly Span[], taken: readonly Span[]): Span[] {
  let left = joined(open);
  for (const cut of taken) {
    left = left.flatMap((span) => {
      if (!overlaps(span, cut)) return [span];
      const parts = [
        { from: span.from, to: cut.from },
        { from: cut.to, to: span.to },
      ];
      return parts.filter((part) => part.from < part.to);
    });
  }
  return left;
}

/** What lies in both. */
export function inBoth(a: readonly Span[], b: readonly Span[]): Span[] {
  const cuts = a.flatMap((one) =>
    b.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
  );
  return joined(cuts);
}

/** Whether one of the open stretches (joined ones) holds the whole span. */
export function covers(open: readonly Span[], span: Span): boolean {
  return open.some((one) => one.from <= span.from && span.to <= one.to);
}

/** Whole minutes in all of them together. */
export function minutesOf(spans: readonly Span[]): number {
  return Math.round(spans.reduce((sum, span) => sum + span.to - span.from, 0) / 60_000);
}
