import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { foldText } from '#platform/server/fhir/fold.ts';
import { diagnosisSystem } from './systems.ts';

const folder = path.join(import.meta.dirname, '../data');

/** One line of a list: code, words in both languages, further words. */
export interface CodeLine {
  code: string;
  en: string;
  id: string;
  further: string[];
}

/** ICD-10 as codes are written: a letter, two signs, then up to four after a point (domain 6.4). */
const codeForm = /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/;

/**
 * Reads a list of diagnosis codes: tab-separated code, English, Indonesian, further words with `|`; `#` begins a comment.
 * @throws Error naming the line that is not so
 */
export function parseCodes(text: string): CodeLine[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [code = '', en = '', id = '', further = ''] = line.split('\t').map((cell) => cell.trim());
    if (!codeForm.test(code) || en === '' || id === '')
      throw new Error(`line ${index + 1} is no diagnosis: ${line}`);
    return [{ code, en, id, further: further.split('|').filter(Boolean) }];
  });
}

/** The list that a new clinic of this country starts with. */
export async function countryCodes(country: string): Promise<CodeLine[]> {
  const file = country === 'US' ? 'icd10cm.tsv' : 'icd10-who.tsv';
  return parseCodes(await readFile(path.join(folder, file), 'utf8'));
}

/** Little words by which nothing is found. */
const empty = new Set([
  'of',
  'the',
  'and',
  'or',
  'a',
  'an',
  'in',
  'on',
  'to',
  'for',
  'with',
  'without',
  'not',
  'as',
  'by',
  'dan',
  'atau',
  'di',
  'ke',
  'yang',
  'dengan',
  'untuk',
  'karena',
  'pada',
]);

/** Words as they are compared: folded, without marks, without little words. */
export function searchWords(text: string): string[] {
  const words = foldText(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !empty.has(word));
  return [...new Set(words)];
}

/**
 * Writes codes into the clinic's list; a code that is there keeps its place and gets the new words.
 * @returns how many lines were written
 */
export async function saveCodes(ctx: Context, lines: readonly CodeLine[]): Promise<number> {
  const system = diagnosisSystem(ctx.clinic);
  const last = await ctx.db
    .selectFrom('orders_diagnosis_code')
    .select((is) => is.fn.max('place').as('place'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('system', '=', system)
    .executeTakeFirst();
  const first = (last?.place ?? 0) + 1;
  for (let at = 0; at < lines.length; at += 500)
    await writePage(ctx, system, lines.slice(at, at + 500), first + at);
  return lines.length;
}

async function writePage(
  ctx: Context,
  system: string,
  lines: readonly CodeLine[],
  place: number,
): Promise<void> {
  const head = { clinic_id: ctx.clinic.id, system };
  const codes = lines.map((line, index) => ({
    ...head,
    code: line.code,
    label_en: line.en,
    label_id: line.id,
    place: place + index,
  }));
  await ctx.db
    .insertInto('orders_diagnosis_code')
    .values(codes)
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'system', 'code']).doUpdateSet((is) => ({
        label_en: is.ref('excluded.label_en'),
        label_id: is.ref('excluded.label_id'),
      })),
    )
    .execute();
  const words = lines.flatMap((line) =>
    searchWords([line.en, line.id, ...line.further].join(' ')).map((word) => ({
      ...head,
      word,
      code: line.code,
    })),
  );
  await ctx.db
    .deleteFrom('orders_diagnosis_word')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('system', '=', system)
    .where('code', '=', sql<string>`ANY(${lines.map((line) => line.code)})`)
    .execute();
  for (let at = 0; at < words.length; at += 2000) {
    await ctx.db
      .insertInto('orders_diagnosis_word')
      .values(words.slice(at, at + 2000))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Words of these codes in both languages; a code that is not on the list is missing. */
export async function codeLabels(
  ctx: Context,
  codes: readonly string[],
): Promise<Map<string, { en: string; id: string }>> {
  if (codes.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orders_diagnosis_code')
    .select(['code', 'label_en', 'label_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('system', '=', diagnosisSystem(ctx.clinic))
    .where('code', '=', sql<string>`ANY(${[...new Set(codes)]})`)
    .execute();
  return new Map(rows.map((row) => [row.code, { en: row.label_en, id: row.label_id }]));
}
