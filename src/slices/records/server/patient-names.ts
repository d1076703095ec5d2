import { sql } from 'kysely';
import type { PatientNames } from '#platform/server/slice.ts';

/** Names and record numbers of patients, in one round trip. */
export const patientNames: PatientNames = async (ctx, ids) => {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('records_patient')
    .select(['patient_id', 'name', 'record_number'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', sql<string>`ANY(${[...new Set(ids)]})`)
    .execute();
  return new Map(rows.map((row) => [row.patient_id, { name: row.name, recordNumber: row.record_number }]));
};
