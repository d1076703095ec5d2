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

/**
 * The instant after so many minutes in which somebody may be written to, the quiet ones not counted: how long somebody
 * has for an answer.
 * @param minutes whole, 0 or more
 */
export function awakeAfter(instant: string, minutes: number, zone: string, quiet: Quiet): string {
  let at = allowedFrom(instant, zone, quiet);
  for (let left = minutes; ; ) {
    const night = nextNight(at, zone, quiet);
    const before = night === undefined ? left : (epochMsOf(night) - epochMsOf(at)) / 60_000;
    if (night === undefined || left <= before) return addMinutes(at, left);
    left -= before;
    at = allowedFrom(night, zone, quiet);
  }
}

/** When quiet hours next begin after an instant outside of them. */
function nextNight(instant: string, zone: string, { from, until }: Quiet): string | undefined {
  if (from === until) return undefined;
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const days = [0, 1].map((more) =>
    at.toPlainDate().add({ days: more }).toZonedDateTime({ timeZone: zone, plainTime: from }),
  );
  const night = days.find((one) => Temporal.ZonedDateTime.compare(one, at) > 0);
  return night?.toInstant().toString();
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
