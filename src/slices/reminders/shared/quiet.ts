import { addMinutes, epochMsOf, Temporal } from '#platform/shared/time.ts';

/** Hours in which nobody is written to, wall clock `HH:MM`, half-open. Both the same: there are none. */
export interface Quiet {
  from: string;
  until: string;
}

/** What must lie between a message and the visit for it to be of use. */
const leastMinutes = 30;
/** How long before the quiet hours begin a message goes out that they would make too late. */
const earlierMinutes = 15;

/** The instant itself where it may be used, else the end of the quiet hours that it lies in. */
export function allowedFrom(instant: string, zone: string, quiet: Quiet): string {
  return quietAround(instant, zone, quiet)?.end ?? instant;
}

/**
 * When a message goes out that is due at an instant: then, or when the quiet hours end, or, where that would be too
 * late for the visit, shortly before they begin. Never dropped.
 */
export function shifted(instant: string, startsAt: string, zone: string, quiet: Quiet): string {
  const around = quietAround(instant, zone, quiet);
  if (!around) return instant;
  const inTime = epochMsOf(around.end) <= epochMsOf(addMinutes(startsAt, -leastMinutes));
  return inTime ? around.end : addMinutes(around.start, -earlierMinutes);
}

/** The quiet stretch that an instant lies in, as instants. */
function quietAround(
  instant: string,
  zone: string,
  { from, until }: Quiet,
): { start: string; end: string } | undefined {
  if (from === until) return undefined;
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  for (const days of [0, -1]) {
    const day = at.toPlainDate().add({ days });
    const start = day.toZonedDateTime({ timeZone: zone, plainTime: from });
    const last = from < until ? day : day.add({ days: 1 });
    const end = last.toZonedDateTime({ timeZone: zone, plainTime: until });
    const inside =
      Temporal.ZonedDateTime.compare(start, at) <= 0 && Temporal.ZonedDateTime.compare(at, end) < 0;
    if (inside) return { start: start.toInstant().toString(), end: end.toInstant().toString() };
  }
  return undefined;
}
