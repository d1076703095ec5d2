import type { Patient } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { FoundPatient, records } from '../contract.ts';
import { patientCard } from './cards.ts';
import { lookAlikesOf } from './look-alikes.ts';
import { openPairs } from './pairs.ts';
import { patientToForm } from './patient-form.ts';

export const lookAlikesToReview: Verb<typeof records, 'lookAlikesToReview'> = async (ctx, { limit }) => {
  const rows = await openPairs(ctx, limit + 1);
  const people = await chartsToCompare(
    ctx,
    rows.flatMap((row) => [row.patientId, row.otherId]),
  );
  const pairs = rows.slice(0, limit).flatMap(({ patientId, otherId, score, reasons }) => {
    const [patient, other] = [people.get(patientId), people.get(otherId)];
    return patient && other ? [{ patient, other, score, reasons }] : [];
  });
  return { pairs, more: rows.length > limit };
};

/** Unmasked: whoever compares two charts needs what differs between them. */
export async function chartsToCompare(ctx: Context, ids: string[]): Promise<Map<string, FoundPatient>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('records_patient')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', 'in', ids)
    .execute();
  return new Map(
    rows.map((row) => [
      row.patient_id,
      {
        id: row.patient_id,
        name: row.name,
        sex: row.sex as FoundPatient['sex'],
        recordNumber: row.record_number,
        birthDate: row.birth_date ?? undefined,
        phone: row.phone ?? undefined,
        city: row.city ?? undefined,
        active: row.active,
        deceased: row.deceased,
        masked: false,
        foundBy: [],
      },
    ]),
  );
}

/** Two charts are two people: for good, and whether or not anybody had noticed that they look alike. */
export const sayDifferent: Verb<typeof records, 'sayDifferent'> = async (ctx, { patientId, otherId }) => {
  const known = await patientCard(ctx, [patientId, otherId]);
  if (known.size < 2) refuse('notFound', { patientId, otherId });
  const [low = '', high = ''] = [patientId, otherId].sort();
  const decision = { state: 'different', decided_at: ctx.now, decided_by: ctx.actor.name };
  await ctx.db
    .insertInto('records_look_alike')
    .values({
      clinic_id: ctx.clinic.id,
      patient_id: low,
      other_id: high,
      score: 0,
      reasons: '',
      found_at: ctx.now,
      ...decision,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id', 'other_id']).doUpdateSet(decision))
    .execute();
  ctx.note('records.saidDifferent', { patientId: otherId, details: { otherThan: patientId } });
  ctx.emit('records.patientChanged', { patientId });
  return {};
};

/** Puts the look-alikes of patients that came from elsewhere on the list. @returns how many are new */
export async function listLookAlikes(
  ctx: Context,
  patients: readonly (Patient & { id: string })[],
): Promise<number> {
  // each asks the same questions, so those of all are sent together
  const found = await Promise.all(
    patients.map(async (patient) => {
      const candidates = await lookAlikesOf(ctx, patientToForm(patient), patient.id);
      return candidates.map((one) => ({ ...one, pair: [patient.id, one.id].sort() }));
    }),
  );
  // two of them may have found each other
  const pairs = new Map(found.flat().map((one) => [one.pair.join(' '), one]));
  if (pairs.size === 0) return 0;
  const column = <T>(of: (one: (typeof found)[number][number]) => T) => [...pairs.values()].map(of);
  const added = await sql`
    INSERT INTO records_look_alike (clinic_id, patient_id, other_id, score, reasons, state, found_at)
    SELECT ${ctx.clinic.id}, u.*, 'open', ${ctx.now} FROM unnest(${column(({ pair }) => pair[0])}::text[],
      ${column(({ pair }) => pair[1])}::text[], ${column(({ score }) => score)}::float8[],
      ${column(({ reasons }) => reasons.join(' '))}::text[]) AS u(patient_id, other_id, score, reasons)
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  return Number(added.numAffectedRows ?? 0n);
}
