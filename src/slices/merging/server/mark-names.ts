import type { Appointment, Encounter } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { today } from '#platform/shared/time.ts';
import { marksOf, markVisit, unmarkVisit, visitsOfDay } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { alikeIn } from '../shared/alike.ts';

const code = 'nameAlert';
const subject = 'merging/names';

/** A booking or an arrival may bring somebody of a like name onto the day's list: looked at soon after, by nobody's waiting. */
const soon = async (ctx: Context) => ctx.runSoon(markNames.name);

export const appointmentKeeper = keeper<Appointment>('Appointment', { put: soon, remove: soon });
export const encounterKeeper = keeper<Encounter>('Encounter', { put: soon, remove: soon });

/** Marks on the board those of the day's list who are taken for each other, and takes it back where one of them is gone. */
export const markNames: ClinicJob = {
  name: 'merging.markNames',
  cron: '*/10 * * * *',
  async run(ctx) {
    const visits = await visitsOfDay(ctx, today(ctx.clock, ctx.clinic.zone));
    const listed = visits.filter(({ step }) => step !== 'cancelled');
    const cards = await patientCard(
      ctx,
      listed.map((visit) => visit.patient_id),
    );
    const alike = alikeIn(new Map([...cards].map(([id, card]) => [id, card.name])));
    const pairs = await byHandAmong(ctx, [...cards.keys()]);
    const marked = await marksOf(
      ctx,
      visits.map((visit) => visit.visit_id),
    );
    for (const { visit_id: visitId, patient_id: patientId, step } of visits) {
      const wanted = step !== 'cancelled' && (alike.has(patientId) || pairs.has(patientId));
      const stands = (marked.get(visitId) ?? []).some((mark) => mark.code === code);
      if (wanted && !stands) await markVisit(ctx, { visitId, code, subject });
      if (!wanted && stands) await unmarkVisit(ctx, { visitId, code, subject });
    }
  },
};

/** Those of a list of whom another of the list was put down by hand; a clinic has few such pairs. */
async function byHandAmong(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const listed = new Set(ids);
  const rows = await ctx.db
    .selectFrom('merging_name_alert')
    .select(['patient_id', 'other_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('ended_at', 'is', null)
    .execute();
  const both = rows.filter((row) => listed.has(row.patient_id) && listed.has(row.other_id));
  return new Set(both.flatMap((row) => [row.patient_id, row.other_id]));
}
