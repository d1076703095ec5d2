import { sql } from 'kysely';
import { alone } from '#platform/server/db/alone.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Candidate, movingIn } from '../contract.ts';
import { isWrong, problem } from '../shared/row-reading.ts';
import { countRows, type Import, loadImport } from './load-import.ts';
import { needsOf } from './overview.ts';
import { keepRows, type KeptRow, nextRows, problemsOf, saidIn, slipped, stateOf } from './row-store.ts';
import { rulesOf } from './rules-of.ts';

/** Rows a call: a second of work, so that the screen moves and can be stopped. */
const batch = 200;
/** A b-tree entry holds about 2,700 bytes; a row this long is refused for its length anyway. */
const longestLikeness = 300;

/** The dry run: what would become of the next rows. It writes into this duty's own rows alone. */
export const checkRows: Verb<typeof movingIn, 'checkRows'> = async (ctx, { importId }) => {
  const one = await loadImport(ctx, importId, 'lock');
  refuseUnready(ctx, one);
  const rows = await nextRows(ctx, importId, ['waiting'], { limit: batch });
  const judged: KeptRow[] = [];
  for (const row of rows) judged.push(await judge(ctx, one, row));
  await keepRows(ctx, importId, judged);
  await askOfDoubles(ctx, one, judged);
  const counts = await countRows(ctx, importId);
  const finished = (counts.waiting ?? 0) === 0;
  if (finished) ctx.emit('movingIn.changed', { importId });
  return { counts, finished };
};

type Asks = Context<'notReady'>;

/** Refuses with `notReady` and what is still to be said. */
export function refuseUnready(ctx: Asks, one: Import): void {
  if (one.state === 'opened' || one.state === 'takenBack' || one.state === 'takingBack')
    ctx.fail('notReady', { what: one.fileName });
  const [need] = needsOf(ctx, one.columns, rulesOf(one.kind).fields);
  if (need) ctx.fail('notReady', { what: need.words });
}

async function judge(ctx: Context, one: Import, row: KeptRow): Promise<KeptRow> {
  const rules = rulesOf(one.kind);
  const reading = rules.read(saidIn(row, one), ctx);
  const problems = [...slipped(row, one), ...reading.problems];
  let candidates: Candidate[] = [];
  if (!isWrong(problems)) {
    try {
      const verdict = await alone(ctx, () => rules.check(ctx, reading.value));
      problems.push(...verdict.problems);
      candidates = verdict.candidates;
    } catch (error) {
      problems.push(...problemsOf(error));
    }
  }
  const state = stateOf(problems, candidates, false);
  return {
    ...row,
    problems,
    candidates,
    others: false,
    likeness: reading.likeness?.slice(0, longestLikeness) ?? null,
    state,
  };
}

/** Two rows of one file about the same person ask, by the later one; about the same thing, the later one is wrong. */
async function askOfDoubles(ctx: Context, one: Import, judged: readonly KeptRow[]): Promise<void> {
  const able = judged.filter((row) => row.likeness !== null && row.state !== 'error');
  if (able.length === 0) return;
  const { rows } = await sql<{ likeness: string; row_number: number; line: number }>`
    SELECT likeness, row_number, line FROM moving_in_row
    WHERE clinic_id = ${ctx.clinic.id} AND import_id = ${one.id}
      AND likeness = ANY(${[...new Set(able.map((row) => row.likeness))]}::text[])
      AND state = ANY(${['good', 'warning', 'ask', 'stored']}::text[])
    ORDER BY row_number`.execute(ctx.db);
  const firsts = new Map<string, { row_number: number; line: number }>();
  for (const row of rows) if (!firsts.has(row.likeness)) firsts.set(row.likeness, row);
  const doubles: KeptRow[] = [];
  for (const row of able) {
    const first = firsts.get(row.likeness ?? '');
    if (!first || first.row_number >= row.rowNumber) continue;
    if (rulesOf(one.kind).doubles === 'wrong') {
      const problems = [...row.problems, problem('', 'doubled', { row: first.row_number, line: first.line })];
      doubles.push({ ...row, problems, state: 'error' });
      continue;
    }
    const { title } = rulesOf(one.kind).read(saidIn(row, one), ctx);
    const earlier = { rowNumber: first.row_number, name: title, certain: false };
    doubles.push({ ...row, candidates: [...row.candidates, earlier], state: 'ask' });
  }
  await keepRows(ctx, one.id, doubles);
}
