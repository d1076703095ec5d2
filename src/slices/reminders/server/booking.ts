import type { Appointment, Extension } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { type BookingFacts, bookingOf } from '#slices/scheduling/server/index.ts';

const confirmedUrl = 'https://serambi.health/fhir/StructureDefinition/patient-confirmed';

export type Way = 'link' | 'text' | 'desk';

/** A booking as reminders need it. */
export interface Booked extends BookingFacts {
  patientId: string;
  createdAt: string;
  /** When the patient said that she comes at the time that it has now. */
  confirmedAt: string | undefined;
}

/** What stands of a booking with a patient and a time; undefined for every other Appointment. */
export async function bookedVisit(ctx: Context, visitId: string): Promise<Booked | undefined> {
  const facts = await bookingOf(ctx, visitId);
  if (!facts?.patientId) return undefined;
  const appointment = await ctx.record.read('Appointment', visitId);
  if (!appointment) return undefined;
  const created = appointment.created ?? appointment.meta?.lastUpdated ?? ctx.now;
  return {
    ...facts,
    patientId: facts.patientId,
    // a date alone is a day that another system wrote
    createdAt: instantOf(Date.parse(created)),
    confirmedAt: confirmationOf(appointment, facts.startsAt),
  };
}

/** Whether it can still be confirmed or cancelled by its patient. */
export function isOpen({ status }: Pick<BookingFacts, 'status'>): boolean {
  return status === 'booked' || status === 'pending';
}

/** A confirmation is for one time: that of a booking which moved since says nothing. */
export function confirmationOf(appointment: Appointment, startsAt: string): string | undefined {
  const parts = appointment.extension?.find((one) => one.url === confirmedUrl)?.extension ?? [];
  const value = (url: string) => parts.find((one) => one.url === url)?.valueInstant;
  const start = value('start');
  return start && epochMsOf(start) === epochMsOf(startsAt) ? value('at') : undefined;
}

/** Writes down on the booking that its patient comes. The time on it stays as it is, and so does its sequence. */
export async function writeConfirmation(ctx: Context, booked: Booked, way: Way): Promise<void> {
  await ctx.record.patch('Appointment', booked.visitId, (appointment) => {
    const said: Extension = {
      url: confirmedUrl,
      extension: [
        { url: 'at', valueInstant: ctx.now },
        { url: 'start', valueInstant: booked.startsAt },
        { url: 'way', valueCode: way },
      ],
    };
    const others = (appointment.extension ?? []).filter((one) => one.url !== confirmedUrl);
    appointment.extension = [...others, said];
    for (const one of appointment.participant)
      if (one.actor?.reference === `Patient/${booked.patientId}`) one.status = 'accepted';
  });
  ctx.emit('reminders.visitConfirmed', { visitId: booked.visitId, patientId: booked.patientId });
}
