import { Temporal } from './temporal.ts';

/** A stretch of time in which a zone keeps one distance from UTC; half-open, milliseconds since 1970. */
interface Stretch {
  from: number;
  to: number;
  offsetMs: number;
}

/** Asking Temporal costs some 20 µs, and a chart asks it for each of its lines; most of them lie in few stretches. */
const known = new Map<string, Stretch[]>();
/** Fifty years of a zone with summer time; of more, all are looked up anew. */
const mostOfZone = 100;

/**
 * How far a zone is ahead of UTC at an instant, in milliseconds.
 * @param zone IANA name
 * @throws RangeError when there is no such zone, or the instant lies outside Temporal's range
 */
export function offsetMsAt(epochMs: number, zone: string): number {
  const stretches = known.get(zone) ?? [];
  const found = stretches.find(({ from, to }) => from <= epochMs && epochMs < to);
  if (found) return found.offsetMs;
  const made = stretchAround(epochMs, zone);
  if (stretches.length >= mostOfZone) stretches.length = 0;
  stretches.push(made);
  known.set(zone, stretches);
  return made.offsetMs;
}

function stretchAround(epochMs: number, zone: string): Stretch {
  const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  // a change at this very millisecond begins the stretch
  const before = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = at.getTimeZoneTransition('next');
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: at.offsetNanoseconds / 1e6,
  };
}
