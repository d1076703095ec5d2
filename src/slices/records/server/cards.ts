import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { joinedInto, refuseFor } from '#platform/server/record/joined.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { isLanguage, type Language } from '#platform/shared/languages.ts';
import type { IdentifierKind, PatientCard } from '../contract.ts';

/** Cards of these patients by id, in one round trip; an id that is no patient of the clinic is missing. */
export async function patientCard(ctx: Context, ids: readonly string[]): Promise<Map<string, PatientCard>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const [rows, allergies] = await Promise.all([
    ctx.db
      .selectFrom('records_patient')
      .selectAll()
      .where('clinic_id', '=', ctx.clinic.id)
      .where('patient_id', '=', sql<string>`ANY(${wanted})`)
      .execute(),
    ctx.db
      .selectFrom('records_allergy')
      .select(['patient_id', 'statement', 'label', 'severe'])
      .where('clinic_id', '=', ctx.clinic.id)
      .where('patient_id', '=', sql<string>`ANY(${wanted})`)
      .orderBy('severe', 'desc')
      .orderBy('label')
      .execute(),
  ]);
  const byPatient = Map.groupBy(allergies, (allergy) => allergy.patient_id);
  return new Map(rows.map((row) => [row.patient_id, card(ctx, row, byPatient.get(row.patient_id) ?? [])]));
}

/** One card, of a chart that is no longer in use too. Refuses `notFound`. */
export async function cardOf(ctx: Context, patientId: string): Promise<PatientCard> {
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  return card ?? refuse('notFound', { type: 'Patient', id: patientId });
}

/** What is written to a patient is in her language where she speaks one of ours; in the clinic's otherwise. */
export function letterLanguage(ctx: Context, { language }: Pick<PatientCard, 'language'>): Language {
  const spoken = language?.slice(0, 2);
  return isLanguage(spoken) ? spoken : ctx.clinic.language;
}

interface PatientRow {
  patient_id: string;
  record_number: string;
  name: string;
  temporary_name: boolean;
  birth_date: string | null;
  sex: string;
  language: string | null;
  interpreter: boolean;
  active: boolean;
  deceased: boolean;
}

interface AllergyRow {
  statement: string;
  label: string;
}

function card(ctx: Context, row: PatientRow, allergies: AllergyRow[]): PatientCard {
  return {
    id: row.patient_id,
    name: row.name,
    birthDate: row.birth_date ?? undefined,
    sex: row.sex as PatientCard['sex'],
    recordNumber: row.record_number,
    ...(row.deceased && { deceased: true }),
    active: row.active,
    allergies: allergyWord(allergies),
    flags: flagsOf(row).map((flag) => words(ctx.language, `records_flag_${flag}`)),
    language: row.language ?? undefined,
  };
}

/** Nothing written means that nobody asked, whatever the empty list looks like. */
export function allergyWord(allergies: readonly AllergyRow[]): PatientCard['allergies'] {
  const listed = allergies.filter((one) => one.statement === 'allergy').map((one) => one.label);
  if (listed.length > 0) return listed;
  if (allergies.some((one) => one.statement === 'none')) return 'none';
  return allergies.some((one) => one.statement === 'noneToDrugs') ? 'noneToDrugs' : 'notAsked';
}

export type PatientFlag = 'deceased' | 'inactive' | 'temporaryName' | 'interpreter';

/** What everybody who meets the patient must know first, gravest first. */
export function flagsOf(
  row: Pick<PatientRow, 'deceased' | 'active' | 'temporary_name' | 'interpreter'>,
): PatientFlag[] {
  const flags: PatientFlag[] = [];
  if (row.deceased) flags.push('deceased');
  if (!row.active) flags.push('inactive');
  if (row.temporary_name) flags.push('temporaryName');
  if (row.interpreter) flags.push('interpreter');
  return flags;
}

/**
 * The patient's card. Refuses `notFound`, `chartJoined` with the chart to be opened instead, or `conflict` when the chart
 * is not in use any more.
 */
export async function mustBePatient(ctx: Context, patientId: string): Promise<PatientCard> {
  const found = (await patientCard(ctx, [patientId])).get(patientId);
  if (!found) return refuse('notFound', { type: 'Patient', id: patientId });
  if (found.active) return found;
  const into = (await joinedInto(ctx, [patientId])).get(patientId);
  return into ? refuseFor(ctx, into) : refuse('conflict', { inactivePatient: patientId });
}

/** The bare identifier of this kind, as text with its leading zeros, or undefined. */
export async function identifierOf(
  ctx: Context,
  patientId: string,
  kind: IdentifierKind,
): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('records_patient_key')
    .select('key')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('kind', '=', 'number')
    .where('detail', '=', kind)
    .executeTakeFirst();
  return row?.key;
}
