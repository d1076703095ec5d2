import type { Appointment, Encounter } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { withdrawPicture } from './pictures.ts';

/** Whose a visit is may be corrected in its booking, and once she is here in its Encounter. */
export const appointmentKeeper = keeper<Appointment>('Appointment', {
  put: (ctx, { id = '', participant }, before) =>
    correct(ctx, id, patientIn(before?.participant ?? []), patientIn(participant)),
  // what she said stays hers: it is her own other chart
  async moved() {},
  async remove() {},
});

export const encounterKeeper = keeper<Encounter>('Encounter', {
  put: (ctx, { id = '', subject }, before) =>
    correct(ctx, id, before?.subject?.reference, subject?.reference),
  async moved() {},
  async remove() {},
});

function patientIn(participant: Appointment['participant']): string | undefined {
  return participant.map((one) => one.actor?.reference).find((one) => one?.startsWith('Patient/'));
}

/** What somebody said of herself at a visit that was not hers goes back to her, so that nobody takes it over there. */
async function correct(ctx: Context, visitId: string, was?: string, is?: string): Promise<void> {
  if (!was || was === is) return;
  const returned = await ctx.db
    .updateTable('check_in_proposal')
    .set({
      ...{ state: 'returned', reason: words(ctx.clinic.language, 'checkIn_prop_otherPatient') },
      ...{ decided_at: ctx.now, decided_by: ctx.actor.name },
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('state', '=', 'open')
    .returning('document_id')
    .execute();
  for (const { document_id } of returned) if (document_id) await withdrawPicture(ctx, document_id);
  if (returned.length === 0) return;
  await ctx.work.finish(`Encounter/${visitId}`, 'cancelled', 'checkIn.proposals');
  ctx.emit('checkIn.proposalsChanged', { visitId });
}
