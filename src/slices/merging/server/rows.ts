import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { MovedTable } from '#platform/server/record/chart-pair.ts';

/** One row of a duty's own table that goes from one chart to another: its key as JSON, and numbers that change with it. */
export interface MovingRow {
  table: string;
  item: string;
  was: Record<string, unknown>;
}

/** The rows of a table that would leave a chart; what the chart that stays has one of already stays behind. */
export async function rowsToMove(
  ctx: Context,
  table: MovedTable,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<MovingRow[]> {
  const { rows } = await sql<{ item: string; was: Record<string, unknown> }>`
    SELECT ${keyOf(table)}::text AS item, ${wasOf(table)} AS was
    FROM ${sql.table(table.table)} t
    WHERE t.clinic_id = ${ctx.clinic.id} AND t.patient_id = ${fromId} ${unlessThere(ctx, table, toId)}
    FOR UPDATE OF t`.execute(ctx.db);
  return rows.map((row) => ({ table: table.table, ...row }));
}

/** Moves them: those that are counted by patient go on after those that are there. */
export async function moveRows(
  ctx: Context,
  table: MovedTable,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<void> {
  const { table: name, counted } = table;
  const number =
    counted &&
    sql`, ${sql.ref(counted)} = t.${sql.ref(counted)} + (SELECT coalesce(max(o.${sql.ref(counted)}), 0)
    FROM ${sql.table(name)} o WHERE o.clinic_id = ${ctx.clinic.id} AND o.patient_id = ${toId})`;
  await sql`
    UPDATE ${sql.table(name)} t SET patient_id = ${toId} ${number ?? sql``}
    WHERE t.clinic_id = ${ctx.clinic.id} AND t.patient_id = ${fromId} ${unlessThere(ctx, table, toId)}`.execute(
    ctx.db,
  );
}

/** Moves exactly these back, with the numbers that they had. */
export async function moveBack(
  ctx: Context,
  table: MovedTable,
  rows: readonly MovingRow[],
  { fromId, toId }: { fromId: string; toId: string },
): Promise<void> {
  const own = rows.filter((row) => row.table === table.table);
  if (own.length === 0) return;
  const { counted } = table;
  const number = counted && sql`, ${sql.ref(counted)} = (u.was ->> ${sql.lit(counted)})::integer`;
  await sql`
    UPDATE ${sql.table(table.table)} t SET patient_id = ${toId} ${number ?? sql``}
    FROM unnest(${own.map((row) => row.item)}::text[], ${own.map((row) => JSON.stringify(row.was))}::jsonb[]) AS u(item, was)
    WHERE t.clinic_id = ${ctx.clinic.id} AND t.patient_id = ${fromId} AND ${keyOf(table)}::text = u.item`.execute(
    ctx.db,
  );
}

/** Moves what was written of these visits; what has no visit stays. Rows that are counted go on after those that are there. */
export async function moveOfVisits(
  ctx: Context,
  table: MovedTable,
  visitIds: readonly string[],
  { fromId, toId }: { fromId: string; toId: string },
): Promise<void> {
  const { table: name, visit, counted } = table;
  if (!visit || visitIds.length === 0) return;
  const number =
    counted &&
    sql`, ${sql.ref(counted)} = t.${sql.ref(counted)} + (SELECT coalesce(max(o.${sql.ref(counted)}), 0)
    FROM ${sql.table(name)} o WHERE o.clinic_id = ${ctx.clinic.id} AND o.patient_id = ${toId})`;
  await sql`
    UPDATE ${sql.table(name)} t SET patient_id = ${toId} ${number ?? sql``}
    WHERE t.clinic_id = ${ctx.clinic.id} AND t.patient_id = ${fromId}
      AND t.${sql.ref(visit)} = ANY(${[...visitIds]})`.execute(ctx.db);
}

/** The key without clinic and patient, as JSON whose text is the same each time. */
function keyOf({ key }: MovedTable) {
  if (key.length === 0) return sql`'{}'::jsonb`;
  return sql`jsonb_build_object(${sql.join(key.map((column) => sql`${sql.lit(column)}::text, t.${sql.ref(column)}`))})`;
}

function wasOf({ counted }: MovedTable) {
  return counted
    ? sql`jsonb_build_object(${sql.lit(counted)}::text, t.${sql.ref(counted)})`
    : sql`'{}'::jsonb`;
}

function unlessThere(ctx: Context, { table, single }: MovedTable, toId: string) {
  if (!single) return sql``;
  const same = single.map((column) => sql`AND o.${sql.ref(column)} = t.${sql.ref(column)}`);
  return sql`AND NOT EXISTS (SELECT FROM ${sql.table(table)} o
    WHERE o.clinic_id = ${ctx.clinic.id} AND o.patient_id = ${toId} ${sql.join(same, sql` `)})`;
}
