import { alone } from '#platform/server/db/alone.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { Refusal } from '#platform/shared/errors.ts';
import type { movingIn } from '../contract.ts';
import { problem } from '../shared/row-reading.ts';
import { countRows, type Import, loadImport, setState } from './load-import.ts';
import { keepRows, type KeptRow, nextRows, problemsOf } from './row-store.ts';
import { rulesOf } from './rules-of.ts';

const batch = 50;

/**
 * Takes back what went in, the last row first, since later rows may stand on earlier ones. What was changed or used
 * since stays, each with the reason. Versions stay in the history and every step is in the trail.
 */
export const takeBack: Verb<typeof movingIn, 'takeBack'> = async (ctx, { importId }) => {
  const one = await loadImport(ctx, importId, 'lock');
  if (one.state === 'takenBack') return { counts: await countRows(ctx, importId), finished: true };
  if (!['running', 'done', 'takingBack'].includes(one.state)) ctx.fail('notReady', { what: one.fileName });
  const rows = await nextRows(ctx, importId, ['stored'], { limit: batch, last: true });
  const done: KeptRow[] = [];
  for (const row of rows) done.push(await takeRowBack(ctx, one, row));
  await keepRows(ctx, importId, done);
  const counts = await countRows(ctx, importId);
  const finished = (counts.stored ?? 0) === 0;
  await setState(ctx, importId, finished ? 'takenBack' : 'takingBack');
  if (finished) {
    const details = { importId, rows: counts.takenBack ?? 0, kept: counts.kept ?? 0 };
    ctx.note('movingIn.fileTakenBack', { subject: one.fileName, details });
  }
  ctx.emit('movingIn.changed', { importId });
  return { counts, finished };
};

async function takeRowBack(ctx: Context, one: Import, row: KeptRow): Promise<KeptRow> {
  const written = row.written ?? {};
  try {
    const stays = await alone(ctx, () => rulesOf(one.kind).takeBack(ctx, written));
    if (stays) return { ...row, state: 'kept', problems: [problem('', stays)] };
  } catch (error) {
    // what another duty keeps beside the record refuses by a foreign key
    const used = error instanceof Refusal && error.code === 'conflict';
    return { ...row, state: 'kept', problems: used ? [problem('', 'used')] : problemsOf(error) };
  }
  const { patientId } = written as { patientId?: string };
  const details = { importId: one.id, row: row.rowNumber };
  if (patientId) ctx.note('movingIn.rowTakenBack', { patientId, subject: one.fileName, details });
  return { ...row, state: 'takenBack' };
}
