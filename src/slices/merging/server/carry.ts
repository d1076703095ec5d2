import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { joinedInto } from '#platform/server/record/joined.ts';
import { lockRows } from '#platform/server/record/lock-rows.ts';
import { referencesTo } from '#platform/server/record/references-to.ts';
import { type MovingRow, moveRows, rowsToMove } from './rows.ts';

interface Item {
  kind: 'resource' | 'row';
  source: string;
  item: string;
  fromVersion: number | null;
  toVersion: number | null;
  was: unknown;
}

/**
 * Carries everything of one chart to the other and writes down of each item where it came from. Both charts are held by
 * the caller. The resources are locked in the order of all, so that whoever writes them at the same time waits.
 * @returns how many items
 */
export async function carryOver(
  ctx: Context,
  mergeId: string,
  whose: { fromId: string; toId: string },
): Promise<number> {
  const places = await placesOf(ctx, whose);
  await lockRows(ctx, places);
  const items: Item[] = [];
  for (const place of places) {
    const moved = await ctx.record.rehome(place, whose);
    if (!moved) continue;
    const { fromVersion, version: toVersion, marks: was } = moved;
    items.push({ kind: 'resource', source: place.type, item: place.id, fromVersion, toVersion, was });
  }
  const tables = ctx.movedTables;
  const rows: MovingRow[] = [];
  // all are written down before the first moves: some follow others by a foreign key
  for (const table of tables) rows.push(...(await rowsToMove(ctx, table, whose)));
  for (const table of tables) await moveRows(ctx, table, whose);
  for (const { table: source, item, was } of rows)
    items.push({ kind: 'row', source, item, fromVersion: null, toVersion: null, was });
  await writeDown(ctx, mergeId, items);
  return items.length;
}

/** What names the chart, but for the two Patient resources and for charts that are closed themselves. */
async function placesOf(ctx: Context, { fromId, toId }: { fromId: string; toId: string }) {
  const places = (await referencesTo(ctx, fromId)).filter(
    ({ type, id }) => type !== 'Patient' || (id !== fromId && id !== toId),
  );
  const patients = places.filter(({ type }) => type === 'Patient').map(({ id }) => id);
  const closed = await joinedInto(ctx, patients);
  return places.filter(({ type, id }) => type !== 'Patient' || !closed.has(id));
}

async function writeDown(ctx: Context, mergeId: string, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return;
  const column = <K extends keyof Item>(key: K) => items.map((one) => one[key]);
  await sql`
    INSERT INTO merging_item (clinic_id, merge_id, kind, source, item, from_version, to_version, was)
    SELECT ${ctx.clinic.id}, ${mergeId}::uuid, u.* FROM unnest(${column('kind')}::text[], ${column('source')}::text[],
      ${column('item')}::text[], ${column('fromVersion')}::integer[], ${column('toVersion')}::integer[],
      ${items.map(({ was }) => JSON.stringify(was))}::jsonb[]) u`.execute(ctx.db);
}
