import { addMinutes, epochMsOf, Temporal } from '#platform/shared/time.ts';
import { wallText, zoneLines } from './zone.ts';

export interface CalendarEvent {
  /** The same for ever, whatever changes. */
  uid: string;
  /** Instants. */
  startsAt: string;
  endsAt: string;
  /** IANA zone of the place, in whose wall time it is written. */
  zone: string;
  /** Raised with every change: a reader keeps the highest. */
  sequence: number;
  summary: string;
  location?: string | undefined;
  description?: string | undefined;
  cancelled?: boolean | undefined;
  organizer?: { name: string; email?: string | undefined } | undefined;
  attendee?: { email: string } | undefined;
}

export interface CalendarOptions {
  /** `PUBLISH` for a feed, `REQUEST` and `CANCEL` for one booking (RFC 5546). */
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  /** Instant of writing. */
  stamp: string;
  /** Shown by programs that take a feed. */
  name?: string | undefined;
}

/** An iCalendar object (RFC 5545): CRLF lines of at most 75 octets, wall times with their zone's own description. */
export function calendarText(events: readonly CalendarEvent[], options: CalendarOptions): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Serambi//Appointments//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${options.method}`,
    ...(options.name ? [`NAME:${escaped(options.name)}`, `X-WR-CALNAME:${escaped(options.name)}`] : []),
    ...zonesOf(events),
    ...events.flatMap((event) => eventLines(event, options.stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function zonesOf(events: readonly CalendarEvent[]): string[] {
  const zones = [...new Set(events.map((event) => event.zone))];
  return zones.flatMap((zone) => {
    const own = events.filter((event) => event.zone === zone);
    const from = Math.min(...own.map((event) => epochMsOf(event.startsAt)));
    const until = Math.max(...own.map((event) => epochMsOf(event.endsAt)));
    // a year on: a program that shows the next occurrence of the clocks' change has it
    return zoneLines(
      zone,
      new Date(from).toISOString(),
      addMinutes(new Date(until).toISOString(), 365 * 24 * 60),
    );
  });
}

function eventLines(event: CalendarEvent, stamp: string): string[] {
  const { organizer, attendee, zone } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utcText(stamp)}`,
    timeLine('DTSTART', event.startsAt, zone),
    timeLine('DTEND', event.endsAt, zone),
    `SEQUENCE:${event.sequence}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.location ? [`LOCATION:${escaped(event.location)}`] : []),
    ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
    'CLASS:PRIVATE',
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:${addressOf(organizer.email)}`] : []),
    ...(attendee
      ? [`ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:${addressOf(attendee.email)}`]
      : []),
    'END:VEVENT',
  ];
}

/**
 * Wall time with its zone; in UTC inside the hour that autumn repeats. There a wall time means the first of the two
 * (RFC 5545, 3.3.5), but not every program reads it so.
 */
function timeLine(name: string, instant: string, zone: string): string {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  const [one, other] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }).toString(),
  );
  return one === other ? `${name};TZID=${zone}:${wallText(wall)}` : `${name}:${utcText(instant)}`;
}

function utcText(instant: string): string {
  return `${wallText(Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toPlainDateTime())}Z`;
}

/** Text values escape these four; other control characters have no place in a text (3.3.11). */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** A parameter's value knows no escape: quotation marks are left out (3.2). */
function quoted(text: string): string {
  return `"${text.replace(/["\p{Cc}]/gu, '')}"`;
}

/** An organizer whom nobody can write to is told so; a missing one would make the invitation invalid (RFC 5546, 3.2.2). */
function addressOf(email: string | undefined): string {
  return email ? `mailto:${email}` : 'invalid:nomail';
}

/** At most 75 octets a line, never inside of a character; what follows begins with one space (3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
