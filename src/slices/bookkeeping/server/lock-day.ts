import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { drawersOfDay, visitsWithoutCharge } from './day-facts.ts';
import { todayOf } from './ledger.ts';

/** Locks a day for good: nothing is posted to it any more. Waits for those who are posting. */
export const lockDay: Verb<typeof bookkeeping, 'lockDay'> = async (ctx, { day, explanations }) => {
  if (day > todayOf(ctx)) ctx.fail('dayNotOver');
  const key = { clinic_id: ctx.clinic.id, day };
  await ctx.db
    .insertInto('bookkeeping_day')
    .values(key)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await ctx.db
    .selectFrom('bookkeeping_day')
    .select('locked_at')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '=', day)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.locked_at) ctx.fail('alreadyLocked');
  const open = (await drawersOfDay(ctx, day)).filter((drawer) => drawer.state !== 'closed');
  if (open.length > 0)
    ctx.fail('drawersOpen', { drawers: open.map((one) => `${one.cashier_name} (${one.place})`).join(', ') });
  for (const { visitId, reason } of explanations) {
    const told = { reason, explained_by_name: ctx.actor.name };
    await ctx.db
      .insertInto('bookkeeping_day_explanation')
      .values({ ...key, visit_id: visitId, ...told })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'day', 'visit_id']).doUpdateSet(told))
      .execute();
  }
  const gaps = (await visitsWithoutCharge(ctx, day)).filter((visit) => visit.explained === undefined);
  if (gaps.length > 0) {
    const visits = gaps.map((visit) => ({ visitId: visit.visitId, name: visit.patient.name }));
    ctx.fail('visitsWithoutCharge', { count: gaps.length, visits });
  }
  await ctx.db
    .updateTable('bookkeeping_day')
    .set({ locked_at: ctx.now, locked_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '=', day)
    .execute();
  ctx.emit('bookkeeping.dayLocked', { day });
  return { day, lockedAt: ctx.now };
};
