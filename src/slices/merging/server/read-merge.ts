import type { Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { sameJson } from '#slices/records/server/index.ts';
import type { merging } from '../contract.ts';
import { chartOf, chartsOf } from './charts-of.ts';
import { type CarriedResource, carriedBy, mergeRow, mergeViews } from './merge-rows.ts';
import { labelOf, typeWords, writtenSince } from './since.ts';
import { toReconcile } from './reconcile.ts';

/** A join with all that must be known before it is undone. */
export const readMerge: Verb<typeof merging, 'readMerge'> = async (ctx, { mergeId }) => {
  const row = await mergeRow(ctx, mergeId);
  const [merge] = await mergeViews(ctx, [row]);
  if (!merge) throw new Error(`the charts of the merge ${mergeId} are gone`);
  const answer = { patientId: row.survivor_id, merge };
  if (row.undone_at) return { ...answer, since: [], changed: [], objections: [] };
  const { resources } = await carriedBy(ctx, mergeId);
  const since = await writtenSince(ctx, row.survivor_id, row.merged_at, visitsAmong(resources));
  const pair = { survivorId: row.survivor_id, otherId: row.other_id, act: 'part' as const };
  return {
    ...answer,
    since: since.map(({ key, type, label, at, places, suggested }) => ({
      ...{ key, type: typeWords(ctx, type), label, at, count: places.length },
      ...(suggested && { suggested }),
    })),
    changed: await changedSince(ctx, resources),
    objections: await ctx.objectionsTo(pair),
  };
};

/** Visits that came along, by id. */
export function visitsAmong(resources: readonly CarriedResource[]): Set<string> {
  return new Set(
    resources.filter(({ type }) => type === 'Encounter' || type === 'Appointment').map(({ id }) => id),
  );
}

/** What came along and says something else by now; another join and its undoing change nothing of it. */
async function changedSince(ctx: Context, resources: readonly CarriedResource[]) {
  const changed: { key: string; type: string; label: string }[] = [];
  for (const { type, id, toVersion } of resources) {
    const now = await ctx.record.stored(type, id);
    if (!now || now.version === toVersion || type === 'Task') continue;
    const then = await ctx.record.version(type, id, toVersion);
    const [is, was] = [now, then].map((one) => (one && !one.deleted ? JSON.parse(one.text) : undefined));
    if (sameJson(bare(is), bare(was))) continue;
    changed.push({
      key: `${type}/${id}`,
      type: typeWords(ctx, type),
      label: is ? labelOf(is) : labelOf(was),
    });
  }
  return changed;
}

function bare(resource: Resource | undefined): unknown {
  if (!resource) return undefined;
  const { meta: _, ...rest } = resource;
  return rest;
}

/** Joins of the clinic, newest first. */
export const merges: Verb<typeof merging, 'merges'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('merging_merge')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('merged_at', 'desc')
    .limit(50)
    .execute();
  return { merges: await mergeViews(ctx, rows) };
};

/** What everybody at a chart must know of it. */
export const chartState: Verb<typeof merging, 'chartState'> = async (ctx, { patientId }) => {
  await chartOf(ctx, patientId);
  const rows = await ctx.db
    .selectFrom('merging_merge')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('undone_at', 'is', null)
    .where((is) => is.or([is('survivor_id', '=', patientId), is('other_id', '=', patientId)]))
    .orderBy('merged_at')
    .execute();
  const gone = rows.find((row) => row.other_id === patientId);
  const charts = await chartsOf(
    ctx,
    rows.flatMap((row) => [row.survivor_id, row.other_id]),
  );
  const open = await ctx.db
    .selectFrom('merging_overlay')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('state', '=', 'open')
    .execute();
  const into = gone && charts.get(gone.survivor_id);
  return {
    ...(into && { into }),
    joined: rows
      .filter((row) => row.survivor_id === patientId)
      .map((row) => ({
        ...{ mergeId: row.id, recordNumber: charts.get(row.other_id)?.recordNumber ?? '' },
        ...{ at: row.merged_at, by: row.merged_by },
      })),
    reconcile: await toReconcile(ctx, patientId),
    overlays: open.length,
  };
};
