import type { Patient } from '@medplum/fhirtypes';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { bareIdentifier } from '#platform/shared/identifiers.ts';
import { type MatchPerson, scoreMatch } from '#platform/shared/matching.ts';
import { modernTokens, soundOf } from '#platform/shared/names.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { addressLines } from '#platform/shared/addresses.ts';
import { isDate } from '#platform/shared/time.ts';
import type { IdentifierKind, LookAlike, PatientForm, records } from '../contract.ts';
import { reversedDigits } from './patient-keys.ts';
import { patientToForm } from './patient-form.ts';
import { countryOf, strongKinds } from './systems.ts';

/** Candidates that are weighed: enough for every birth date of a large clinic, few enough to answer while she types. */
const mostWeighed = 1000;
const mostShown = 10;

export const lookAlikes: Verb<typeof records, 'lookAlikes'> = async (ctx, { exceptId, ...form }) => ({
  candidates: await lookAlikesOf(ctx, form, exceptId),
});

export type Described = Pick<
  PatientForm,
  'name' | 'familyName' | 'birthDate' | 'identifiers' | 'phone' | 'address'
> & { sex?: PatientForm['sex'] | undefined };

/** Charts that may be this person's already, likeliest first. @param exceptId the chart that is being edited */
export async function lookAlikesOf(ctx: Context, form: Described, exceptId?: string): Promise<LookAlike[]> {
  const person = describe(ctx, form);
  if (!person.name && !person.identifiers?.length) return [];
  const ids = (await candidates(ctx, person)).filter((id) => id !== exceptId);
  const rows = await candidateRows(ctx, ids);
  return rows
    .map((row) => weigh(person, row))
    .filter((one): one is LookAlike => one !== undefined)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, mostShown);
}

function describe(ctx: Context, form: Described): MatchPerson {
  const country = countryOf(ctx.clinic);
  const phone = form.phone ? parsePhone(form.phone, country) : undefined;
  const { line, ...parts } = form.address ?? {};
  const identifiers = Object.entries(form.identifiers ?? {})
    .filter(([kind, value]) => value && strongKinds.includes(kind as IdentifierKind))
    .map(([system, value]) => ({ system, value: bareIdentifier(value ?? '') }));
  return {
    name: form.name ?? '',
    familyName: form.familyName,
    birthDate: form.birthDate,
    sex: form.sex,
    phone: phone?.ok ? phone.e164 : undefined,
    address: addressLines({ ...parts, ...(line && { line: [line] }) }, country).join(', ') || undefined,
    identifiers,
  };
}

/**
 * Everybody whom the score could call alike: an identifier in common, the same or a mistyped birth date, or the same
 * phone. A name without any of these never reaches review, so no chart is missed that the score would have shown.
 */
async function candidates(ctx: Context, person: MatchPerson): Promise<string[]> {
  const from = sql`SELECT patient_id FROM records_patient_key WHERE clinic_id = ${ctx.clinic.id}`;
  const sets: RawBuilder<unknown>[] = [];
  const numbers = (person.identifiers ?? []).map((one) => one.value);
  if (numbers.length > 0) sets.push(sql`(${from} AND kind = 'number' AND key = ANY(${numbers}))`);
  if (person.phone)
    sets.push(sql`(${from} AND kind = 'phone' AND key = ${reversedDigits(person.phone, ctx.clinic)})`);
  const date = person.birthDate;
  if (date) sets.push(sql`(${from} AND kind = 'birth' AND key = ANY(${mistypedDates(date)}))`);
  if (date && date.length < 10) {
    // a year alone is half a clinic, so the name must sound alike as well
    const sounds = modernTokens(person.name).map(soundOf);
    sets.push(sql`(${from} AND kind = 'birth' AND key >= ${date} AND key < ${`${date}\u{10FFFF}`}
      INTERSECT ${from} AND kind = 'sound' AND key = ANY(${sounds}))`);
  }
  if (sets.length === 0) return [];
  const found = await sql<{ patient_id: string }>`
    SELECT DISTINCT patient_id FROM (${sql.join(sets, sql` UNION ALL `)}) s LIMIT ${mostWeighed}`.execute(
    ctx.db,
  );
  return found.rows.map((row) => row.patient_id);
}

/** The date itself, its parts where only those are known, day and month swapped, and every date one digit away. */
export function mistypedDates(date: string): string[] {
  const dates = new Set([date, date.slice(0, 7), date.slice(0, 4)]);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return [...dates];
  dates.add(`${year}-${day}-${month}`);
  for (let place = 0; place < date.length; place += 1) {
    if (date[place] === '-') continue;
    for (let digit = 0; digit <= 9; digit += 1)
      dates.add(date.slice(0, place) + digit + date.slice(place + 1));
  }
  return [...dates].filter((one) => one.length < 10 || isDate(one));
}

interface CandidateRow {
  patient_id: string;
  record_number: string;
  name: string;
  family_name: string | null;
  birth_date: string | null;
  sex: string;
  phone: string | null;
  city: string | null;
  address: string | null;
  numbers: { detail: string; key: string }[];
}

async function candidateRows(ctx: Context, ids: string[]): Promise<CandidateRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('records_patient')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', sql<string>`ANY(${ids})`)
    .where('active', '=', true)
    .execute();
  const keys = await ctx.db
    .selectFrom('records_patient_key')
    .select(['patient_id', 'detail', 'key'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', sql<string>`ANY(${ids})`)
    .where('kind', '=', 'number')
    .execute();
  const byPatient = Map.groupBy(keys, (key) => key.patient_id);
  return rows.map((row) => ({ ...row, numbers: byPatient.get(row.patient_id) ?? [] }));
}

function personOf(row: CandidateRow): MatchPerson {
  return {
    name: row.name,
    familyName: row.family_name ?? undefined,
    birthDate: row.birth_date ?? undefined,
    sex: row.sex,
    phone: row.phone ?? undefined,
    address: row.address ?? undefined,
    identifiers: row.numbers
      .filter((key) => strongKinds.includes(key.detail))
      .map((key) => ({ system: key.detail, value: key.key })),
  };
}

function weigh(person: MatchPerson, row: CandidateRow): LookAlike | undefined {
  const { score, verdict, reasons } = scoreMatch(person, personOf(row));
  if (verdict === 'different') return undefined;
  return {
    id: row.patient_id,
    name: row.name,
    birthDate: row.birth_date ?? undefined,
    sex: row.sex as LookAlike['sex'],
    recordNumber: row.record_number,
    phone: row.phone ? `•••${row.phone.slice(-3)}` : undefined,
    city: row.city ?? undefined,
    score: Math.round(score * 1000) / 1000,
    verdict,
    reasons,
  };
}

/** How alike two charts are, whatever the verdict; undefined where the other is none that is in use. */
export async function weighPair(
  ctx: Context,
  patient: Patient,
  otherId: string,
): Promise<{ score: number; reasons: readonly string[] } | undefined> {
  const [row] = await candidateRows(ctx, [otherId]);
  if (!row) return undefined;
  const { score, reasons } = scoreMatch(describe(ctx, patientToForm(patient)), personOf(row));
  return { score: Math.round(score * 1000) / 1000, reasons };
}

/** Whether an identifier of one person says that it is the same, with nothing to contradict it. */
export function isSamePerson(candidate: LookAlike): boolean {
  return candidate.reasons.includes('identifierSame');
}
