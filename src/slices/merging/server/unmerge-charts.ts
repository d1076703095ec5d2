import type { Patient } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { holdAlone, joinedInto, openJoined } from '#platform/server/record/joined.ts';
import { lockRows } from '#platform/server/record/lock-rows.ts';
import type { Verb } from '#platform/server/slice.ts';
import { disunite, signVersion } from '#slices/records/server/index.ts';
import type { merging } from '../contract.ts';
import { chartOf, numberWords } from './charts-of.ts';
import { carriedBy, type MergeRow, mergeRow } from './merge-rows.ts';
import { visitsAmong } from './read-merge.ts';
import { dropReconcile } from './reconcile.ts';
import { moveBack, moveOfVisits } from './rows.ts';
import { writtenSince } from './since.ts';

/**
 * Takes two charts apart again: back goes exactly what came with the join, and of what was written since whatever she says.
 * What was changed meanwhile goes back as it is now.
 */
export const unmergeCharts: Verb<typeof merging, 'unmergeCharts'> = async (
  ctx,
  { mergeId, reason, decisions },
) => {
  const { survivor_id: survivorId, other_id: otherId } = await mergeRow(ctx, mergeId);
  await holdAlone(ctx, [survivorId, otherId]);
  // read anew: somebody may have undone it while this waited
  const row = await mergeRow(ctx, mergeId);
  if (row.undone_at) ctx.fail('undoneAlready');
  const into = (await joinedInto(ctx, [survivorId])).get(survivorId);
  if (into) {
    const { name, recordNumber } = await chartOf(ctx, into);
    ctx.fail('joinedSince', { name, recordNumber: numberWords(ctx, recordNumber) });
  }
  const objections = await ctx.objectionsTo({ survivorId, otherId, act: 'part' });
  if (objections.length > 0) ctx.fail('objection', { reasons: objections.join(' ') });
  const { resources, rows } = await carriedBy(ctx, mergeId);
  const since = await writtenSince(ctx, survivorId, row.merged_at, visitsAmong(resources));
  const undecided = since.filter(({ key }) => !decisions[key]);
  if (undecided.length > 0) ctx.fail('undecided', { count: undecided.length });
  const going = since.filter(({ key }) => decisions[key] === 'goes');
  const places = [...resources, ...going.flatMap((one) => one.places)];
  await lockRows(ctx, places);
  await openJoined(ctx, otherId);
  await partPatients(ctx, row, reason);
  const whose = { fromId: survivorId, toId: otherId };
  let back = 0;
  for (const { type, id, marks } of resources)
    if (await ctx.record.rehome({ type, id }, { ...whose, marks })) back += 1;
  for (const place of going.flatMap((one) => one.places)) await ctx.record.rehome(place, whose);
  const visitIds = going.flatMap(({ visitId }) => visitId ?? []);
  for (const table of ctx.movedTables) {
    await moveBack(ctx, table, rows, whose);
    await moveOfVisits(ctx, table, visitIds, whose);
  }
  await dropReconcile(ctx, mergeId);
  await ctx.db
    .updateTable('merging_merge')
    .set({ undone_at: ctx.now, undone_by: ctx.actor.name, undo_reason: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', mergeId)
    .execute();
  ctx.note('merging.chartParted', {
    patientId: otherId,
    subject: `Patient/${survivorId}`,
    details: { mergeId },
  });
  ctx.emit('merging.changed', { patientId: survivorId });
  ctx.emit('merging.chartsParted', { patientId: survivorId, otherId, mergeId });
  return { patientId: survivorId, otherId, back: back + rows.length, left: since.length - going.length };
};

/** Both Patient resources as they were before, with what was changed of the one that stayed since. */
async function partPatients(ctx: Context, row: MergeRow, reason: string): Promise<void> {
  const at = async (id: string, version: number) => {
    const stored = await ctx.record.version('Patient', id, version);
    if (!stored) throw new Error(`version ${version} of Patient/${id} is gone`);
    return JSON.parse(stored.text) as Patient;
  };
  const before = await at(row.survivor_id, row.survivor_from);
  const joined = await at(row.survivor_id, row.survivor_to);
  const old = await at(row.other_id, row.other_from);
  const parted = await ctx.record.patch('Patient', row.survivor_id, (patient) =>
    disunite(patient, before, joined, ctx.clinic.country),
  );
  const opened = await ctx.record.patch('Patient', row.other_id, () => ({ ...old, id: row.other_id }));
  await signVersion(ctx, parted, 'UPDATE', reason);
  await signVersion(ctx, opened, 'UPDATE', reason);
}
