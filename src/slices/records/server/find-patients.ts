import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { joinedInto } from '#platform/server/record/joined.ts';
import type { Verb } from '#platform/server/slice.ts';
import { bareIdentifier } from '#platform/shared/identifiers.ts';
import { modernTokens, nameTokens, soundOf } from '#platform/shared/names.ts';
import { today } from '#platform/shared/time.ts';
import type { FoundPatient, records } from '../contract.ts';
import { reversedDigits } from './patient-keys.ts';
import { readSpokenLine, type SpokenLine } from './spoken.ts';
import { countryOf } from './systems.ts';

type FoundBy = FoundPatient['foundBy'][number];

/** Rows that a word may bring in before they are put in order: "a" alone must not read the whole clinic. */
const widest = 2000;
const shortestPhoneEnd = 4;
/** From here on phone digits are a number that somebody knows, not an ending read off a list. */
const wholePhone = 9;

interface Row {
  patient_id: string;
  record_number: string;
  name: string;
  family_name: string | null;
  birth_date: string | null;
  sex: string;
  phone: string | null;
  city: string | null;
  active: boolean;
  deceased: boolean;
  changed_at: string;
  /** Record numbers of charts that were joined with it, by which it was found. */
  joined?: string[];
}

/** As the verb; exported for lists of other duties. */
export const findPatients: Verb<typeof records, 'findPatients'> = async (ctx, { text, limit }) => {
  const line = readSpokenLine(text, countryOf(ctx.clinic), today(ctx.clock, ctx.clinic.zone));
  const asked = line.names.length + line.birthDates.length + line.numbers.length > 0;
  const hits = asked ? await search(ctx, line, limit + 1) : await latest(ctx, limit + 1);
  const rows = await leadOn(ctx, hits);
  const numbers = await numbersOf(ctx, rows, line);
  const patients = rows
    .slice(0, limit)
    .map((row) => found(ctx, row, line, numbers.get(row.patient_id) ?? []));
  return {
    patients,
    needsSecondIdentifier: asked && patients.some((patient) => patient.masked),
    understood: { name: line.names.join(' '), birthDates: line.birthDates, numbers: line.numbers },
    more: hits.length > limit,
  };
};

/** A chart that was joined with another is found as that one, which says by which number it was found. */
async function leadOn(ctx: Context, hits: Row[]): Promise<Row[]> {
  const into = await joinedInto(
    ctx,
    hits.filter((hit) => !hit.active).map((hit) => hit.patient_id),
  );
  if (into.size === 0) return hits;
  const standing = await ctx.db
    .selectFrom('records_patient')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', sql<string>`ANY(${[...new Set(into.values())]})`)
    .execute();
  const known = new Map(hits.map((hit) => [hit.patient_id, hit]));
  for (const row of standing) known.set(row.patient_id, known.get(row.patient_id) ?? (row as Row));
  const found = new Map<string, Row>();
  for (const hit of hits) {
    const row = known.get(into.get(hit.patient_id) ?? hit.patient_id) ?? hit;
    const joined = row === hit ? [] : [hit.record_number];
    const before = found.get(row.patient_id) ?? row;
    found.set(row.patient_id, { ...before, joined: [...(before.joined ?? []), ...joined] });
  }
  return [...found.values()];
}

/** Those changed last, for the list before anything is typed. */
async function latest(ctx: Context, limit: number): Promise<Row[]> {
  const rows = await ctx.db
    .selectFrom('records_patient')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('changed_at', 'desc')
    .limit(limit)
    .execute();
  return rows as Row[];
}

/** Words by their beginning first; where that leaves room, words by their sound. */
async function search(ctx: Context, line: SpokenLine, limit: number): Promise<Row[]> {
  const byBeginning = await matching(
    ctx,
    line,
    line.names.map((word) => beginning(ctx, 'name', word)),
    limit,
  );
  if (byBeginning.length >= limit || line.names.length === 0) return byBeginning;
  const sounds = soundsOf(line.names).map((sound) => equal(ctx, 'sound', [sound, `~${skeleton(sound)}`]));
  const seen = new Set(byBeginning.map((row) => row.patient_id));
  const bySound = await matching(ctx, line, sounds, limit);
  return [...byBeginning, ...bySound.filter((row) => !seen.has(row.patient_id))].slice(0, limit);
}

async function matching(
  ctx: Context,
  line: SpokenLine,
  words: RawBuilder<unknown>[],
  limit: number,
): Promise<Row[]> {
  const sets = [...words];
  const numbers = line.numbers.map((number) => numberSet(ctx, number));
  const dates = line.birthDates.map((date) => beginning(ctx, 'birth', date));
  // eight figures are a date and a number at once: either may be meant
  const either = [...dates, ...(dates.length > 0 ? numbers : [])];
  if (either.length > 0) sets.push(sql.join(either, sql` UNION `));
  if (dates.length === 0) sets.push(...numbers);
  const all = sql.join(
    sets.map((set) => sql`(${set})`),
    sql` INTERSECT `,
  );
  const rows = await sql<Row>`
    SELECT p.patient_id, p.record_number, p.name, p.family_name, p.birth_date, p.sex, p.phone, p.city, p.active,
      p.deceased, p.changed_at
    FROM records_patient p
    WHERE p.clinic_id = ${ctx.clinic.id} AND p.patient_id = ANY(ARRAY(SELECT patient_id FROM (${all}) s LIMIT ${widest}))
    ORDER BY p.active DESC, p.sort_name = ${line.names.join(' ')} DESC, p.sort_name, p.record_number
    LIMIT ${limit}`.execute(ctx.db);
  return rows.rows;
}

/** Patients with a key that begins so: a range of the primary key, the only prefix search row-level security leaves. */
function beginning(ctx: Context, kind: string, start: string): RawBuilder<unknown> {
  return sql`SELECT patient_id FROM records_patient_key WHERE clinic_id = ${ctx.clinic.id} AND kind = ${kind}
    AND key >= ${start} AND key < ${`${start}\u{10FFFF}`}`;
}

function equal(ctx: Context, kind: string, keys: string[]): RawBuilder<unknown> {
  return sql`SELECT patient_id FROM records_patient_key WHERE clinic_id = ${ctx.clinic.id} AND kind = ${kind}
    AND key = ANY(${keys})`;
}

/** A record number with or without its leading zeros, any identifier, or the last digits of a phone. */
function numberSet(ctx: Context, number: string): RawBuilder<unknown> {
  const sets = [equal(ctx, 'number', numberForms(number))];
  if (/^\d+$/.test(number) && number.length >= shortestPhoneEnd) {
    sets.push(beginning(ctx, 'phone', phoneEnd(ctx, number)));
  }
  return sql.join(sets, sql` UNION `);
}

function numberForms(number: string): string[] {
  return /^\d{1,5}$/.test(number) ? [number, number.padStart(6, '0')] : [number];
}

/** Reversed digits of a whole number in E.164, or of an ending as it is. */
function phoneEnd(ctx: Context, digits: string): string {
  return digits.length >= wholePhone ? reversedDigits(digits, ctx.clinic) : [...digits].reverse().join('');
}

function soundsOf(words: readonly string[]): string[] {
  return modernTokens(words.join(' ')).map(soundOf);
}

/** As `phoneticKeys` makes it: the first letter and the consonants, three at least. */
function skeleton(sound: string): string {
  const bones = sound.slice(0, 1) + sound.slice(1).replace(/[aiueo]/g, '');
  return bones.length >= 3 ? bones : sound;
}

interface NumberKey {
  kind: string;
  key: string;
  detail: string;
}

/** The found patients' own numbers and phones, to say by which of them they were found. */
async function numbersOf(ctx: Context, rows: Row[], line: SpokenLine): Promise<Map<string, NumberKey[]>> {
  if (line.numbers.length === 0 || rows.length === 0) return new Map();
  const keys = await ctx.db
    .selectFrom('records_patient_key')
    .select(['patient_id', 'kind', 'key', 'detail'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', sql<string>`ANY(${rows.map((row) => row.patient_id)})`)
    .where('kind', '=', sql<string>`ANY(${['number', 'phone']})`)
    .execute();
  return Map.groupBy(keys, (key) => key.patient_id);
}

function found(ctx: Context, row: Row, line: SpokenLine, numbers: NumberKey[]): FoundPatient {
  const foundBy = howFound(ctx, row, line, numbers);
  const masked = foundBy.length < 2;
  return {
    id: row.patient_id,
    name: row.name,
    sex: row.sex as FoundPatient['sex'],
    recordNumber: row.record_number,
    birthDate: (masked ? row.birth_date?.slice(0, 4) : row.birth_date) ?? undefined,
    phone: (masked ? row.phone && `•••${row.phone.slice(-2)}` : row.phone) ?? undefined,
    city: (masked ? undefined : row.city) ?? undefined,
    active: row.active,
    deceased: row.deceased,
    masked,
    foundBy,
    ...(row.joined && row.joined.length > 0 && { joined: row.joined }),
  };
}

/**
 * Identifiers of different kinds that the line states in full: the beginning of a word, a year or four digits of a
 * phone help to find a person but do not identify her.
 */
function howFound(ctx: Context, row: Row, line: SpokenLine, numbers: NumberKey[]): FoundBy[] {
  const by: FoundBy[] = [];
  if (line.names.length > 0 && namesAgree(line.names, row.name)) by.push('name');
  if (row.birth_date && line.birthDates.includes(row.birth_date)) by.push('birthDate');
  for (const number of line.numbers) {
    const bare = bareIdentifier(number);
    const hit = numbers.find((key) => key.kind === 'number' && numberForms(bare).includes(key.key));
    if (hit) by.push(hit.detail.endsWith('recordNumber') ? 'recordNumber' : 'identifier');
    else if (/^\d+$/.test(bare) && bare.length >= wholePhone) {
      const end = phoneEnd(ctx, bare);
      if (numbers.some((key) => key.kind === 'phone' && key.key === end)) by.push('phone');
    }
  }
  return [...new Set(by)];
}

/**
 * Each word as spoken is a whole word of the name, in whatever spelling; the beginning of one is not enough, and signs
 * without a letter are no name.
 */
export function namesAgree(spoken: readonly string[], name: string): boolean {
  if (spoken.length === 0) return false;
  const words = new Set(nameTokens(name));
  const sounds = new Set(soundsOf([...words]));
  const said = soundsOf(spoken);
  return spoken.every((word, place) => words.has(word) || sounds.has(said[place] ?? ''));
}
