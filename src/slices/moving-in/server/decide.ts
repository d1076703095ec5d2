import type { Verb } from '#platform/server/slice.ts';
import type { movingIn } from '../contract.ts';
import { countRows, loadImport } from './load-import.ts';
import { keepRows, type KeptRow, nextRows } from './row-store.ts';

export const decide: Verb<typeof movingIn, 'decide'> = async (ctx, { importId, rowNumbers, is }) => {
  const one = await loadImport(ctx, importId, 'lock');
  if (one.state === 'takingBack' || one.state === 'takenBack') ctx.fail('tooLate');
  const decided: KeptRow[] = [];
  for (const rowNumber of new Set(rowNumbers)) {
    const [row] = await nextRows(ctx, importId, ['ask'], { after: rowNumber - 1, limit: 1 });
    // decided by somebody else meanwhile
    if (row?.rowNumber !== rowNumber) continue;
    const certain = row.candidates.find((candidate) => candidate.certain);
    if (is === 'other' && certain) ctx.fail('sameForCertain', { name: certain.name });
    if (is === 'same') decided.push({ ...row, state: 'left' });
    else decided.push({ ...row, others: true, state: row.problems.length > 0 ? 'warning' : 'good' });
  }
  await keepRows(ctx, importId, decided);
  for (const row of decided) {
    for (const { patientId } of row.candidates) {
      const details = { importId, row: row.rowNumber, is };
      if (patientId) ctx.note('movingIn.decided', { patientId, subject: one.fileName, details });
    }
  }
  ctx.emit('movingIn.changed', { importId });
  const counts = await countRows(ctx, importId);
  return { counts, finished: (counts.ask ?? 0) === 0 };
};
