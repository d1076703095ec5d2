import type { Patient } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import { identifierTypeSystem, recordNumberSystem } from './systems.ts';

const digits = 6;

/** The record number of this clinic that the resource carries; not that of another chart that was joined with it. */
export function statedRecordNumber(ctx: Context, patient: Patient): string | undefined {
  const system = recordNumberSystem(ctx.clinic);
  return patient.identifier?.find((one) => one.system === system && one.use !== 'old')?.value;
}

/** Writes this clinic's record number into the resource. */
export function addRecordNumber(ctx: Context, patient: Patient, number: string): void {
  patient.identifier = [
    {
      use: 'usual',
      type: { coding: [{ system: identifierTypeSystem, code: 'MR' }] },
      system: recordNumberSystem(ctx.clinic),
      value: number,
      assigner: { display: ctx.clinic.name },
    },
    ...(patient.identifier ?? []),
  ];
}

/**
 * The next number of the series, six digits and more when they are used up. The series' row stays locked until the
 * commit, so two desks never get one number; a number that is rolled back may be issued again, for nobody saw it.
 */
export async function nextRecordNumber(ctx: Context): Promise<string> {
  for (;;) {
    const next = await sql<{ issued: bigint }>`
      INSERT INTO records_number_series (clinic_id, next_number) VALUES (${ctx.clinic.id}, 2)
      ON CONFLICT (clinic_id) DO UPDATE SET next_number = records_number_series.next_number + 1
      RETURNING next_number - 1 AS issued`.execute(ctx.db);
    const number = String(next.rows[0]?.issued ?? 1).padStart(digits, '0');
    // numbers that came from an older system with an import are stepped over
    const taken = await ctx.db
      .selectFrom('records_number')
      .select('number')
      .where('number', '=', number)
      .execute();
    if (taken.length === 0) return number;
  }
}

/**
 * Makes sure that a written patient has a number and that it is nobody else's. One that a sender leaves out stays the
 * patient's; one stated for the first time is taken down for good. Refuses with `conflict` when it is another person's.
 */
export async function keepRecordNumber(
  ctx: Context,
  patientId: string,
  stated: string | undefined,
): Promise<string> {
  if (stated !== undefined) return keepStated(ctx, patientId, stated);
  const held = await ctx.db
    .selectFrom('records_number')
    .select('number')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('issued_at', 'desc')
    .executeTakeFirst();
  return held?.number ?? keepStated(ctx, patientId, await nextRecordNumber(ctx));
}

/** Both statements go out together: taking it down, and asking whose it is then. */
async function keepStated(ctx: Context, patientId: string, number: string): Promise<string> {
  const taken = ctx.db
    .insertInto('records_number')
    .values({ clinic_id: ctx.clinic.id, number, patient_id: patientId, issued_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const owner = ctx.db
    .selectFrom('records_number')
    .select('patient_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('number', '=', number)
    .executeTakeFirst();
  const [, whose] = await Promise.all([taken, owner]);
  if (whose?.patient_id !== patientId) refuse('conflict', { recordNumber: number });
  return number;
}
