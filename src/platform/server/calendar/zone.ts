import { Temporal } from '#platform/shared/time.ts';

/**
 * The lines of a VTIMEZONE (RFC 5545, 3.6.5) that says what the clocks of a zone show from one instant to another:
 * one part for what holds at the beginning and one for each change until the end. Written as single changes and not as
 * rules, because rules would have to be guessed from them and laws change.
 * @param zone IANA name, also the TZID
 * @param from,until instants
 */
export function zoneLines(zone: string, from: string, until: string): string[] {
  const end = Temporal.Instant.from(until);
  let at = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  // a change at this very moment is the one that holds
  const start = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...(start ? change(start) : part(at, at))];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || Temporal.Instant.compare(next.toInstant(), end) > 0) break;
    lines.push(...change(next));
    at = next;
  }
  return [...lines, 'END:VTIMEZONE'];
}

function change(at: Temporal.ZonedDateTime): string[] {
  return part(at, at.subtract({ nanoseconds: 1 }));
}

/** @param at first moment of the new time; `before` is the last of the old one, in whose wall time DTSTART is told */
function part(at: Temporal.ZonedDateTime, before: Temporal.ZonedDateTime): string[] {
  const kind = isDaylight(at) ? 'DAYLIGHT' : 'STANDARD';
  const wall = at.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wallText(wall)}`,
    `TZOFFSETFROM:${offsetText(before.offsetNanoseconds)}`,
    `TZOFFSETTO:${offsetText(at.offsetNanoseconds)}`,
    `END:${kind}`,
  ];
}

/** Whether the clocks are ahead of what they show in the other half of the year. */
function isDaylight(at: Temporal.ZonedDateTime): boolean {
  const offsets = [1, 7].map((month) => at.with({ month, day: 15, hour: 12 }).offsetNanoseconds);
  return at.offsetNanoseconds > Math.min(...offsets);
}

/** `20260310T090000`. */
export function wallText(wall: Temporal.PlainDateTime): string {
  return wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** `+0700`; with seconds only where an old zone had them. */
function offsetText(nanoseconds: number): string {
  const seconds = Math.abs(Math.round(nanoseconds / 1e9));
  const parts = [seconds / 3600, (seconds % 3600) / 60, ...(seconds % 60 ? [seconds % 60] : [])];
  return (
    (nanoseconds < 0 ? '-' : '+') + parts.map((one) => String(Math.floor(one)).padStart(2, '0')).join('')
  );
}
