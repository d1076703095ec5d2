import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Mark } from '#platform/server/record/point-elsewhere.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { MergeView, Warning } from '../contract.ts';
import { chartsOf } from './charts-of.ts';
import type { MovingRow } from './rows.ts';

export type MergeRow = Selectable<Tables['merging_merge']>;

/** @throws Refusal `notFound` */
export async function mergeRow(ctx: Context, mergeId: string): Promise<MergeRow> {
  const row = await ctx.db
    .selectFrom('merging_merge')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', mergeId)
    .executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Merge', id: mergeId });
}

export interface CarriedResource {
  type: string;
  id: string;
  toVersion: number;
  marks: Mark[];
}

/** Everything that came with a join, as the ledger has it. */
export async function carriedBy(
  ctx: Context,
  mergeId: string,
): Promise<{ resources: CarriedResource[]; rows: MovingRow[] }> {
  const items = await ctx.db
    .selectFrom('merging_item')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('merge_id', '=', mergeId)
    .orderBy('source')
    .orderBy('item')
    .execute();
  return {
    resources: items
      .filter(({ kind }) => kind === 'resource')
      .map(({ source, item, to_version, was }) => ({
        ...{ type: source, id: item, toVersion: to_version ?? 0, marks: was as unknown as Mark[] },
      })),
    rows: items
      .filter(({ kind }) => kind === 'row')
      .map(({ source, item, was }) => ({ table: source, item, was: was as Record<string, unknown> })),
  };
}

/** Joins as a screen shows them. */
export async function mergeViews(ctx: Context, rows: readonly MergeRow[]): Promise<MergeView[]> {
  if (rows.length === 0) return [];
  const charts = await chartsOf(
    ctx,
    rows.flatMap((row) => [row.survivor_id, row.other_id]),
  );
  const counts = await ctx.db
    .selectFrom('merging_item')
    .select(({ fn }) => ['merge_id', fn.countAll().as('count')])
    .where('clinic_id', '=', ctx.clinic.id)
    .where(
      'merge_id',
      'in',
      rows.map((row) => row.id),
    )
    .groupBy('merge_id')
    .execute();
  const byMerge = new Map(counts.map((one) => [one.merge_id, Number(one.count)]));
  return rows.flatMap((row) => {
    const [survivor, other] = [charts.get(row.survivor_id), charts.get(row.other_id)];
    if (!survivor || !other) return [];
    return [
      {
        ...{ mergeId: row.id, survivor, other, reason: row.reason, warnings: row.warnings as Warning[] },
        merged: { at: row.merged_at, by: row.merged_by },
        ...(row.undone_at && {
          undone: { at: row.undone_at, by: row.undone_by ?? '', reason: row.undo_reason ?? '' },
        }),
        items: byMerge.get(row.id) ?? 0,
      },
    ];
  });
}
