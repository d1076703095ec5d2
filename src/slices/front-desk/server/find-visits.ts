import { sql } from 'kysely';
import type { Verb } from '#platform/server/slice.ts';
import { findPatients } from '#slices/records/server/index.ts';
import type { frontDesk } from '../contract.ts';
import { isClosed, type Step } from '../shared/steps.ts';
import { loadSteps } from './settings.ts';
import { todayOf } from './visits.ts';

/** Of the people who fit a line as spoken those who have a visit today; as records finds and masks them. */
export const findVisits: Verb<typeof frontDesk, 'findVisits'> = async (ctx, { text }) => {
  const { patients } = await findPatients(ctx, { text, limit: 50 });
  if (patients.length === 0) return { visits: [] };
  const rows = await ctx.db
    .selectFrom('front_desk_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', sql<string>`ANY(${patients.map((one) => one.id)})`)
    .where('day', '=', todayOf(ctx))
    .orderBy('scheduled_at')
    .execute();
  const { labelOf } = await loadSteps(ctx);
  const open = rows.filter((row) => !isClosed(row.step as Step) || row.step === 'noShow');
  const visits = patients.flatMap((patient) =>
    open
      .filter((row) => row.patient_id === patient.id)
      .map((row) => ({
        visitId: row.visit_id,
        patientId: patient.id,
        name: patient.name,
        birthDate: patient.birthDate,
        recordNumber: patient.recordNumber,
        masked: patient.masked,
        scheduledAt: row.scheduled_at ?? undefined,
        step: row.step as Step,
        stepLabel: labelOf(row.step as Step),
      })),
  );
  return { visits: visits.slice(0, 10) };
};
