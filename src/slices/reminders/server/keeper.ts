import type { Appointment } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';

/**
 * Notes with every write of an Appointment that lies ahead that it is to be looked at. Nothing is decided here: booking
 * must not wait for reminders, and what counts is how the booking stands when a message goes out.
 */
export const appointmentKeeper = keeper<Appointment>('Appointment', {
  async put(ctx, appointment, before) {
    const { id = '', start } = appointment;
    const patientId = patientOf(appointment);
    if (!start || !patientId) return;
    const ahead = [start, before?.start].some((at) => at && Date.parse(at) > Date.parse(ctx.now));
    if (ahead) await lookAt(ctx, id, patientId);
  },
  /** It is the same booking of the same person: nobody is told anything anew. */
  async moved(ctx, appointment) {
    const patientId = patientOf(appointment);
    if (!patientId) return;
    await ctx.db
      .updateTable('reminders_visit')
      .set({ patient_id: patientId })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('visit_id', '=', appointment.id ?? '')
      .execute();
  },
  async remove(ctx, appointment) {
    await ctx.db
      .deleteFrom('reminders_visit')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('visit_id', '=', appointment.id ?? '')
      .execute();
  },
});

async function lookAt(ctx: Context, visitId: string, patientId: string): Promise<void> {
  const row = { patient_id: patientId, next_at: ctx.now };
  await ctx.db
    .insertInto('reminders_visit')
    .values({ clinic_id: ctx.clinic.id, visit_id: visitId, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id']).doUpdateSet(row))
    .execute();
}

function patientOf(appointment: Appointment): string | undefined {
  const references = appointment.participant.map((one) => one.actor?.reference ?? '');
  return references
    .map((reference) => /^Patient\/([A-Za-z0-9.-]{1,64})$/.exec(reference)?.[1])
    .find((id) => id !== undefined);
}
