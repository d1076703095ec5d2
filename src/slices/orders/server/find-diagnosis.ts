import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { searchWords } from './codes.ts';
import { openOrders } from './open-orders.ts';
import { diagnosisSystem } from './systems.ts';

/** Sorts after every character that a folded word can hold, so that a beginning is a range of the b-tree. */
const last = '\u{10FFFF}';

/** What one word may begin; a single letter begins thousands on a full list. */
const mostPerWord = 400;

export const findDiagnosis: Verb<typeof orders, 'findDiagnosis'> = async (ctx, { text, limit }) => {
  await openOrders(ctx);
  const other = ctx.language === 'en' ? 'id' : 'en';
  const rows = await found(ctx, text);
  const asked = searchWords(text);
  return {
    found: rows
      .map((row) => ({ row, rank: rankOf(row, asked) }))
      .sort((a, b) => a.rank - b.rank || a.row.place - b.row.place)
      .slice(0, limit)
      .map(({ row }) => ({
        code: row.code,
        label: row[`label_${ctx.language}`],
        other: row[`label_${other}`],
      })),
  };
};

interface Row {
  code: string;
  label_en: string;
  label_id: string;
  place: number;
}

async function found(ctx: Context, text: string): Promise<Row[]> {
  const asCode = text.trim().toUpperCase();
  const rows = /^[A-Z]\d[0-9A-Z.]{0,6}$/.test(asCode) ? await byCode(ctx, asCode) : [];
  if (rows.length > 0) return rows;
  const words = searchWords(text).slice(0, 6);
  if (words.length === 0) return [];
  // the longest word leaves least over
  const [first = '', ...others] = [...words].sort((a, b) => b.length - a.length);
  let codes = await byWord(ctx, first);
  for (const word of others) {
    if (codes.length === 0) return [];
    const hits = new Set(await byWord(ctx, word));
    codes = codes.filter((code) => hits.has(code));
  }
  return codes.length === 0 ? [] : rowsOf(ctx, [...new Set(codes)]);
}

async function byWord(ctx: Context, word: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('orders_diagnosis_word')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('system', '=', diagnosisSystem(ctx.clinic))
    .where('word', '>=', word)
    .where('word', '<', word + last)
    .limit(word.length < 3 ? mostPerWord : 4000)
    .execute();
  return rows.map((row) => row.code);
}

async function byCode(ctx: Context, code: string): Promise<Row[]> {
  return select(ctx)
    .where('code', '>=', code)
    .where('code', '<', code + last)
    .orderBy('code')
    .limit(50)
    .execute();
}

async function rowsOf(ctx: Context, codes: string[]): Promise<Row[]> {
  return select(ctx).where('code', '=', sql<string>`ANY(${codes})`).execute();
}

function select(ctx: Context) {
  return ctx.db
    .selectFrom('orders_diagnosis_code')
    .select(['code', 'label_en', 'label_id', 'place'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('system', '=', diagnosisSystem(ctx.clinic));
}

/** Words that stand in the label before those of its synonyms, whole words before beginnings; then the list's order. */
function rankOf(row: Row, asked: readonly string[]): number {
  const own = searchWords(`${row.label_en} ${row.label_id}`);
  return asked.reduce((rank, word) => {
    if (own.includes(word)) return rank;
    return rank + (own.some((one) => one.startsWith(word)) ? 1 : 2);
  }, 0);
}
