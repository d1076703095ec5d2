import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { dayRange, instantOf } from '#platform/shared/time.ts';
import type { Closure, scheduling } from '../contract.ts';
import { bookingsBetween, stillOpen } from './load-bookings.ts';
import { wallSpan } from './rules.ts';

/** Closes the clinic for a day or a part of one. Answers with the visits that lie in it, and moves none of them. */
export const saveClosure: Verb<typeof scheduling, 'saveClosure'> = async (ctx, input) => {
  const closure: Closure = { ...input, id: input.id ?? ctx.newId() };
  if ((closure.from === null) !== (closure.to === null)) refuseField('to', 'scheduling_field_bothTimes');
  if (closure.from && closure.to && closure.to <= closure.from) {
    refuseField('to', 'scheduling_field_endBeforeStart');
  }
  const row = { day: closure.day, name: closure.name, from_time: closure.from, to_time: closure.to };
  await ctx.db
    .insertInto('scheduling_closure')
    .values({ clinic_id: ctx.clinic.id, id: closure.id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  const { start, end } = closedRange(closure, ctx.clinic.zone);
  return { id: closure.id, touched: stillOpen(await bookingsBetween(ctx, start, end), ctx.now) };
};

function closedRange(closure: Closure, zone: string): { start: string; end: string } {
  if (!closure.from || !closure.to) return dayRange(closure.day, zone);
  const span = wallSpan(closure.day, closure.from, closure.to, zone);
  return { start: instantOf(span.from), end: instantOf(span.to) };
}
