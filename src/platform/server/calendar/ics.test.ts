import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { addMinutes, instantOf, wallToInstant } from '#platform/shared/time.ts';
import { type CalendarEvent, calendarText } from './ics.ts';

const zones = [
  ...['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'],
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles'],
  ...['America/Anchorage', 'Pacific/Honolulu'],
];

const stamp = '2026-03-01T00:00:00Z';
const event = (given: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'visit@serambi',
  startsAt: '2026-03-10T02:00:00Z',
  endsAt: '2026-03-10T02:20:00Z',
  zone: 'Asia/Jakarta',
  sequence: 0,
  summary: 'Janji temu – Klinik Melati',
  ...given,
});

/** As another program reads it: with the zones that the text itself describes and no others. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((one) => {
    const parsed = new ICAL.Event(one);
    return {
      parsed,
      startsAt: instantOf(parsed.startDate.toUnixTime() * 1000),
      endsAt: instantOf(parsed.endDate.toUnixTime() * 1000),
    };
  });
  return { calendar, events };
}

describe('an iCalendar file', () => {
  it.each(zones)(
    'of %s is read back at its instants, a visit in every week and hour of two years',
    (zone) => {
      const events: CalendarEvent[] = [];
      for (let week = 0; week < 104; week += 1) {
        const startsAt = addMinutes('2026-01-01T07:00:00Z', week * 7 * 24 * 60 + (week % 24) * 60);
        events.push(event({ uid: `v${week}@serambi`, zone, startsAt, endsAt: addMinutes(startsAt, 20) }));
      }
      const back = read(calendarText(events, { method: 'PUBLISH', stamp }));
      expect(back.events.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual(
        events.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
      );
    },
  );

  it.each([
    ['2026-03-08', 'America/New_York'],
    ['2026-11-01', 'America/New_York'],
    ['2027-03-14', 'America/Los_Angeles'],
    ['2027-11-07', 'America/Anchorage'],
  ])('holds every quarter of an hour around the change of the clocks on %s in %s', (day, zone) => {
    const midnight = wallToInstant(day, '00:00', zone);
    const start = 'instant' in midnight ? midnight.instant : '';
    for (let minutes = 0; minutes < 6 * 60; minutes += 15) {
      const startsAt = addMinutes(start, minutes);
      const endsAt = addMinutes(startsAt, 30);
      const [back] = read(
        calendarText([event({ zone, startsAt, endsAt })], { method: 'REQUEST', stamp }),
      ).events;
      expect([back?.startsAt, back?.endsAt]).toEqual([startsAt, endsAt]);
    }
  });

  it('says wall time and zone: 09:00 stays 09:00 whichever side of the change', () => {
    const at = (startsAt: string) =>
      calendarText([event({ zone: 'America/New_York', startsAt, endsAt: addMinutes(startsAt, 20) })], {
        method: 'REQUEST',
        stamp,
      });
    expect(at('2026-03-06T14:00:00Z')).toContain('DTSTART;TZID=America/New_York:20260306T090000\r\n');
    expect(at('2026-03-13T13:00:00Z')).toContain('DTSTART;TZID=America/New_York:20260313T090000\r\n');
    expect(at('2026-03-06T14:00:00Z')).toContain('DTSTAMP:20260301T000000Z\r\n');
  });

  it('gives back any text, in lines of at most 75 octets that end in CRLF', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(words, words, (summary, location) => {
        const text = calendarText([event({ summary, location })], { method: 'REQUEST', stamp });
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        const [back] = read(text).events;
        const plain = (given: string) => given.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, '');
        expect(back?.parsed.summary ?? '').toBe(plain(summary));
        expect(back?.parsed.location ?? '').toBe(plain(location));
      }),
    );
  });

  it('escapes what has a meaning, so that no text can begin a line of its own', () => {
    const summary = 'A, B; C\\D\nEND:VEVENT';
    const organizer = { name: 'Klinik "Melati"; ATTENDEE:x', email: undefined };
    const text = calendarText([event({ summary, organizer })], { method: 'REQUEST', stamp });
    expect(text).toContain('SUMMARY:A\\, B\\; C\\\\D\\nEND:VEVENT\r\n');
    expect(text).toContain('ORGANIZER;CN="Klinik Melati; ATTENDEE:x":invalid:nomail\r\n');
    expect(read(text).events).toHaveLength(1);
  });

  it('is empty but whole without events', () => {
    expect(read(calendarText([], { method: 'PUBLISH', stamp, name: 'Jadwal' })).events).toEqual([]);
  });
});
