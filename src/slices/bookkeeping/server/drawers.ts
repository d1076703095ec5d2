import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Drawer } from '../contract.ts';
import { needsOf } from '../shared/drawer-count.ts';
import type { DrawerState } from '../shared/words.ts';
import { out } from './money-json.ts';
import type { Limits } from './settings.ts';

export type DrawerRow = Selectable<Tables['bookkeeping_drawer']>;

function drawers(ctx: Context) {
  return ctx.db.selectFrom('bookkeeping_drawer').selectAll().where('clinic_id', '=', ctx.clinic.id);
}

/** A drawer, held to the end of the transaction. Refuses `notFound`. */
export async function mustDrawer(ctx: Context, drawerId: string): Promise<DrawerRow> {
  const row = await drawers(ctx).where('drawer_id', '=', drawerId).forUpdate().executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Drawer', id: drawerId });
}

/** Her own drawer of which she has not rid herself yet: the open one first, else the last one that is not closed. */
export async function ownDrawer(ctx: Context): Promise<DrawerRow | undefined> {
  return drawers(ctx)
    .where('cashier_id', '=', ctx.actor.id)
    .where('state', '<>', 'closed')
    .orderBy(sql`state IN ('open', 'counting')`, 'desc')
    .orderBy('opened_at', 'desc')
    .executeTakeFirst();
}

/**
 * The drawer into which she takes cash. It cannot be counted before this transaction ends, and payments into it do
 * not wait for each other. Refuses `openDrawer`.
 */
export async function cashDrawer(ctx: Context<'openDrawer'>): Promise<string> {
  const row = await drawers(ctx)
    .where('cashier_id', '=', ctx.actor.id)
    .where('state', '=', 'open')
    .forShare()
    .executeTakeFirst();
  return row ? row.drawer_id : ctx.fail('openDrawer');
}

export async function hasOpenDrawer(ctx: Context): Promise<boolean> {
  return (await ownDrawer(ctx))?.state === 'open';
}

/** Writes down that cash came in or went out, in minor units. */
export async function moveInDrawer(
  ctx: Context,
  move: {
    drawerId: string;
    kind: 'receipt' | 'void' | 'paidIn' | 'paidOut';
    minor: bigint;
    words: string;
    journalId: string;
  },
): Promise<void> {
  await ctx.db
    .insertInto('bookkeeping_drawer_movement')
    .values({
      clinic_id: ctx.clinic.id,
      movement_id: ctx.newId(),
      drawer_id: move.drawerId,
      kind: move.kind,
      amount_minor: move.minor,
      words: move.words,
      journal_id: move.journalId,
      at: ctx.now,
    })
    .execute();
  ctx.emit('bookkeeping.drawerChanged', { drawerId: move.drawerId });
}

/** Float, and cash in less cash out, in minor units. */
export async function expectedMinor(ctx: Context, drawer: DrawerRow): Promise<bigint> {
  const row = await ctx.db
    .selectFrom('bookkeeping_drawer_movement')
    .select(sql<string>`coalesce(sum(amount_minor), 0)`.as('sum'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('drawer_id', '=', drawer.drawer_id)
    .executeTakeFirstOrThrow();
  return drawer.float_minor + BigInt(row.sum);
}

/** As the contract tells it: what was expected only after the count. */
export function drawerOut(ctx: Context, row: DrawerRow, limits: Limits): Drawer {
  const { expected_minor: expected, counted_minor: counted } = row;
  const known = expected !== null && counted !== null && row.state !== 'open' && row.state !== 'counting';
  return {
    drawerId: row.drawer_id,
    cashier: { id: row.cashier_id, name: row.cashier_name },
    place: row.place,
    day: row.day,
    state: row.state as DrawerState,
    float: out(ctx, row.float_minor),
    openedAt: row.opened_at,
    result: known
      ? {
          expected: out(ctx, expected),
          counted: out(ctx, counted),
          difference: out(ctx, counted - expected),
          needs: needsOf(counted - expected, limits),
          reason: row.reason ?? undefined,
          countedBy: row.counted_by_name ?? '',
          approvedBy: row.approved_by_name ?? undefined,
        }
      : undefined,
  };
}
