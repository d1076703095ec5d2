import { calendarText, type CalendarEvent } from '#platform/server/calendar/ics.ts';
import type { Context } from '#platform/server/context.ts';
import type { Mail } from '#platform/server/outgoing/mail.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { type BookingFacts, bookingsOfPractitioner, rooms } from '#slices/scheduling/server/index.ts';
import type { reminders } from '../contract.ts';
import { type Booked, bookedVisit, isOpen } from './booking.ts';
import { recipientOf } from './patient.ts';
import { isAhead, othersOf } from './series-visits.ts';
import { loadSettings, type Settings } from './settings.ts';

/** What has been and what is to come in a provider's calendar, in days. */
const pastDays = 30;
const comingDays = 180;

type Told = Pick<BookingFacts, 'visitId' | 'startsAt' | 'endsAt' | 'sequence' | 'status'>;

/** One booking as an event: that it is an appointment, where, and whom to call. Nothing tells who comes or why. */
export function eventOf(
  ctx: Pick<Context, 'clinic'>,
  { rules, mail }: Pick<Settings, 'rules' | 'mail'>,
  booked: Told,
  language: Language,
): CalendarEvent {
  return {
    uid: `${booked.visitId}@${ctx.clinic.slug}.serambi.health`,
    ...{ startsAt: booked.startsAt, endsAt: booked.endsAt, zone: ctx.clinic.zone, sequence: booked.sequence },
    summary: words(language, 'reminders_calendar_summary', { clinic: rules.name }),
    location: rules.place,
    description: rules.phone,
    cancelled: booked.status === 'cancelled',
    organizer: { name: rules.name, email: mail?.fromAddress },
  };
}

/** The file of one booking: an invitation, or that it is off. */
function fileOf(ctx: Context, settings: Settings, booked: Told, language: Language, email?: string) {
  const method = booked.status === 'cancelled' ? ('CANCEL' as const) : ('REQUEST' as const);
  const event = { ...eventOf(ctx, settings, booked, language), ...(email && { attendee: { email } }) };
  return written(ctx, [event], method, language);
}

function written(
  ctx: Context,
  events: CalendarEvent[],
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL',
  language: Language,
) {
  const text = calendarText(events, { method, stamp: ctx.now });
  return { method, text, fileName: `${words(language, 'reminders_calendar_file')}.ics` };
}

/** The calendar file of a booking whose patient nobody need know. */
export async function fileOfBooking(
  ctx: Context,
  booked: Told,
  language: Language,
): Promise<{ fileName: string; calendar: string }> {
  const { fileName, text } = fileOf(ctx, await loadSettings(ctx), booked, language);
  return { fileName, calendar: text };
}

/**
 * What goes with an e-mail about a booking. The one confirmation of a series brings all of its times; that is no invitation,
 * which is of one event (RFC 5546, 3.2.2), but the same events, so that a later invitation changes the one that is meant.
 */
export async function invitationFor(
  ctx: Context,
  settings: Settings,
  booked: Booked & { email: string },
  row: { kind: string; language: string },
): Promise<Mail['calendar']> {
  const language = row.language as Language;
  const ahead =
    row.kind === 'confirmation' ? (await othersOf(ctx, booked)).filter((one) => isAhead(ctx, one)) : [];
  if (ahead.length === 0) return fileOf(ctx, settings, booked, language, booked.email);
  const events = [booked, ...ahead].map((one) => eventOf(ctx, settings, one, language));
  return written(ctx, events, 'PUBLISH', language);
}

export const visitFile: Verb<typeof reminders, 'visitFile'> = async (ctx, { visitId }) => {
  const booked = await bookedVisit(ctx, visitId);
  if (!booked || !(isOpen(booked) || booked.status === 'cancelled')) {
    return refuse('notFound', { type: 'Appointment', id: visitId });
  }
  const recipient = await recipientOf(ctx, booked.patientId);
  const file = fileOf(ctx, await loadSettings(ctx), booked, recipient?.language ?? ctx.clinic.language);
  return { fileName: file.fileName, calendar: file.text, patientId: booked.patientId };
};

/** A provider's own calendar. Cancelled bookings are left out: a reader takes away what is no longer there. */
export async function practitionerCalendar(ctx: Context, practitionerId: string): Promise<string> {
  const settings = await loadSettings(ctx);
  const days = (count: number) => addMinutes(ctx.now, count * 24 * 60);
  const bookings = await bookingsOfPractitioner(ctx, practitionerId, days(-pastDays), days(comingDays));
  const names = new Map((await rooms(ctx)).map((room) => [room.id, room.name]));
  const events = bookings
    .filter(
      (one) => !['cancelled', 'noshow', 'entered-in-error', 'waitlist', 'proposed'].includes(one.status),
    )
    .map((one) => ({
      ...eventOf(ctx, settings, one, ctx.clinic.language),
      location: names.get(one.roomId ?? '') ?? settings.rules.place,
      description: undefined,
    }));
  const { name } = settings.rules;
  return calendarText(events, { method: 'PUBLISH', stamp: ctx.now, name });
}
