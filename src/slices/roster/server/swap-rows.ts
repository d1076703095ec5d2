import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Swap } from '../contract.ts';
import { everybody } from './people.ts';
import { findShift, shown, type StoredShift } from './store.ts';

export type SwapRow = Selectable<Tables['roster_swap']>;
export const openStates = ['asked', 'agreed'] as const;

export function swapSubject(swapId: string): string {
  return `Basic/roster-swap-${swapId}`;
}

export async function findSwap(ctx: Context, swapId: string): Promise<SwapRow | undefined> {
  return ctx.db
    .selectFrom('roster_swap')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', swapId)
    .executeTakeFirst();
}

/** Ends a swap, or moves it on; what it asked of people is asked no more. */
export async function settleSwap(
  ctx: Context,
  row: SwapRow,
  state: Swap['state'],
  reason = '',
): Promise<void> {
  await ctx.db
    .updateTable('roster_swap')
    .set({ state, decided_at: ctx.now, decided_by: ctx.actor.name, decided_for: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', row.id)
    .execute();
  await ctx.work.finish(swapSubject(row.id), state === 'cancelled' ? 'cancelled' : 'done');
  ctx.emit('roster.swapChanged', {});
}

/** A shift that was moved, given away or taken out is swapped no more. */
export async function cancelSwapsOf(ctx: Context, shiftIds: readonly string[]): Promise<void> {
  if (shiftIds.length === 0) return;
  const rows = await ctx.db
    .selectFrom('roster_swap')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', 'in', openStates)
    .where((is) => is.or([is('shift_id', 'in', shiftIds), is('other_shift_id', 'in', shiftIds)]))
    .orderBy('id')
    .execute();
  for (const row of rows) await settleSwap(ctx, row, 'cancelled');
}

/** What waits for the manager: both have agreed, and the shift that is asked for lies ahead. */
export async function swapsToDecide(ctx: Context): Promise<SwapRow[]> {
  return ctx.db
    .selectFrom('roster_swap as s')
    .innerJoin('roster_stretch as t', (join) =>
      join.onRef('t.clinic_id', '=', 's.clinic_id').onRef('t.shift_id', '=', 's.shift_id'),
    )
    .selectAll('s')
    .where('s.clinic_id', '=', ctx.clinic.id)
    .where('s.state', '=', 'agreed')
    .where('t.place', '=', 1)
    .where('t.from_at', '>', ctx.now)
    .orderBy('s.asked_at')
    .orderBy('s.id')
    .execute();
}

/** The two shifts of a swap as they stand; undefined where one is gone or another's now. */
export async function shiftsOfSwap(
  ctx: Context,
  row: SwapRow,
): Promise<{ own: StoredShift; other: StoredShift | undefined } | undefined> {
  const own = await findShift(ctx, row.shift_id);
  const other = row.other_shift_id ? await findShift(ctx, row.other_shift_id) : undefined;
  if (own?.staffId !== row.asker_id) return undefined;
  if (row.other_shift_id && other?.staffId !== row.other_id) return undefined;
  return { own, other };
}

/** Swaps as the contract shows them; one whose shift is gone is left out. */
export async function swapsOf(ctx: Context, rows: readonly SwapRow[]): Promise<Swap[]> {
  const names = new Map((await everybody(ctx)).map((one) => [one.staffId, one.name]));
  const found: Swap[] = [];
  for (const row of rows) {
    const own = await findShift(ctx, row.shift_id);
    const other = row.other_shift_id ? await findShift(ctx, row.other_shift_id) : undefined;
    if (!own) continue;
    const [shift, otherShift] = await shown(ctx, [own, ...(other ? [other] : [])]);
    if (!shift) continue;
    found.push({
      ...{ swapId: row.id, askerId: row.asker_id, asker: names.get(row.asker_id) ?? '' },
      ...{ otherId: row.other_id, other: names.get(row.other_id) ?? '', shift },
      ...{ otherShift: otherShift ?? null, note: row.note, state: row.state as Swap['state'] },
      ...{ decidedBy: row.decided_by, decidedFor: row.decided_for },
    });
  }
  return found;
}
