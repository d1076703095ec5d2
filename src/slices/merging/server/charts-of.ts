import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { chartsToCompare } from '#slices/records/server/index.ts';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Chart } from '../contract.ts';

/** Charts by id, unmasked; ids that are no patients of the clinic are missing. */
export async function chartsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Chart>> {
  const found = await chartsToCompare(ctx, [...new Set(ids)]);
  return new Map([...found].map(([id, one]) => [id, chartView(one)]));
}

function chartView({ id, name, sex, recordNumber, birthDate, phone, city }: Chart): Chart {
  return { id, name, sex, recordNumber, birthDate, phone, city };
}

/** Refuses `notFound` where there is no such patient. */
export async function chartOf(ctx: Context, patientId: string): Promise<Chart> {
  return (
    (await chartsOf(ctx, [patientId])).get(patientId) ??
    refuse('notFound', { type: 'Patient', id: patientId })
  );
}

/** A record number as it is read aloud in the clinic's country, for words. */
export function numberWords(ctx: Context, recordNumber: string): string {
  return displayRecordNumber(recordNumber, ctx.clinic.country);
}

/** How much is written in each of these charts. */
export async function sizesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ patient_id: string; count: number }>`
    SELECT patient_id, count(*)::integer AS count FROM record_resource
    WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ANY(${[...ids]}) AND NOT deleted AND type <> 'Patient'
    GROUP BY patient_id`.execute(ctx.db);
  return new Map(rows.map((row) => [row.patient_id, Number(row.count)]));
}

/** The two ids of a pair, the smaller one first, as pairs are kept. */
export function inOrder(one: string, other: string): { patient_id: string; other_id: string } {
  return one < other ? { patient_id: one, other_id: other } : { patient_id: other, other_id: one };
}
