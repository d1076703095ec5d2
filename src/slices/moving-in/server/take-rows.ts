import { alone } from '#platform/server/db/alone.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Candidate, movingIn } from '../contract.ts';
import { isWrong } from '../shared/row-reading.ts';
import { refuseUnready } from './check-rows.ts';
import type { Taken, Verdict } from './kind.ts';
import { countRows, type Import, loadImport, setState } from './load-import.ts';
import { keepRows, type KeptRow, nextRows, problemsOf, saidIn, stateOf } from './row-store.ts';
import { rulesOf } from './rules-of.ts';

/** Rows a call: fewer than the 64 savepoints up to which PostgreSQL keeps all of them in memory. */
const batch = 50;

/**
 * Takes the next rows in. What a row became is kept in the same transaction, so a run that is killed goes on with the
 * first row that is not in, and nothing goes in twice.
 */
export const takeRows: Verb<typeof movingIn, 'takeRows'> = async (ctx, { importId }) => {
  const one = await loadImport(ctx, importId, 'lock');
  if (one.state === 'takingBack' || one.state === 'takenBack') ctx.fail('tooLate');
  refuseUnready(ctx as Context<'notReady'>, one);
  const rows = await nextRows(ctx, importId, ['good', 'warning'], { limit: batch });
  const waiting = await nextRows(ctx, importId, ['waiting'], { limit: 1 });
  if (waiting.length > 0) ctx.fail('notReady', { what: one.fileName });
  const done: KeptRow[] = [];
  for (const row of rows) done.push(await takeRow(ctx, one, row, done));
  await keepRows(ctx, importId, done);
  const counts = await countRows(ctx, importId);
  const finished = (counts.good ?? 0) + (counts.warning ?? 0) === 0;
  await setState(ctx, importId, finished ? 'done' : 'running');
  if (finished) {
    await forgetBytes(ctx, importId);
    ctx.note('movingIn.fileTaken', {
      subject: one.fileName,
      details: { importId, rows: counts.stored ?? 0 },
    });
  }
  ctx.emit('movingIn.changed', { importId });
  return { counts, finished };
};

async function takeRow(
  ctx: Context,
  one: Import,
  row: KeptRow,
  before: readonly KeptRow[],
): Promise<KeptRow> {
  const rules = rulesOf(one.kind);
  const reading = rules.read(saidIn(row, one), ctx);
  const notThese = row.others ? await saidOthers(ctx, one, row.candidates, before) : [];
  try {
    const taken = await alone(ctx, () =>
      rules.take(ctx, reading.value, { notThese, fileName: one.fileName }),
    );
    if (!('written' in taken)) return held(row, reading.problems, taken);
    return stored(ctx, one, row, reading.problems, taken);
  } catch (error) {
    return { ...row, problems: [...reading.problems, ...problemsOf(error)], state: 'error' };
  }
}

function stored(
  ctx: Context,
  one: Import,
  row: KeptRow,
  problems: KeptRow['problems'],
  taken: Taken,
): KeptRow {
  const details = { importId: one.id, row: row.rowNumber };
  if (taken.patientId)
    ctx.note('movingIn.rowTaken', { patientId: taken.patientId, subject: one.fileName, details });
  const warnings = [...problems, ...(taken.warnings ?? [])].filter((each) => each.tone === 'warning');
  return { ...row, problems: warnings, candidates: [], written: taken.written, state: 'stored' };
}

/** Something has come up since the row was checked: it waits to be looked at, and the others go on. */
function held(row: KeptRow, problems: KeptRow['problems'], verdict: Verdict): KeptRow {
  const all = [...problems, ...verdict.problems];
  const state = isWrong(all) ? 'error' : stateOf(all, verdict.candidates, false);
  return { ...row, problems: all, candidates: verdict.candidates, others: false, state };
}

/** Those of whom she said so; of an earlier row it is whom that row became. */
async function saidOthers(
  ctx: Context,
  one: Import,
  candidates: readonly Candidate[],
  before: readonly KeptRow[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { patientId, staffId, rowNumber } of candidates) {
    const standing = patientId ?? staffId;
    if (standing) ids.push(standing);
    if (!rowNumber) continue;
    const [kept] = await nextRows(ctx, one.id, ['stored'], { after: rowNumber - 1, limit: 1 });
    const row = [...before, ...(kept ? [kept] : [])].find((each) => each.rowNumber === rowNumber);
    const became = row?.written as { patientId?: string } | null | undefined;
    if (became?.patientId) ids.push(became.patientId);
  }
  return ids;
}

async function forgetBytes(ctx: Context, importId: string): Promise<void> {
  await ctx.db
    .deleteFrom('moving_in_part')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .execute();
}
