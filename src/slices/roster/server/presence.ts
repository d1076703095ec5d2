import type { Context } from '#platform/server/context.ts';
import { addDays, dayRange, epochMsOf } from '#platform/shared/time.ts';
import { mondayOf, type Span, without } from '../shared/stretches.ts';
import { approvedLeaves, type LeaveSpan } from './leave-rows.ts';
import type { Person } from './people.ts';
import { shiftsBetween, workedOf } from './store.ts';

/** When somebody is there by what is planned, drafts included. */
export interface Presence {
  person: Person;
  spans: Span[];
}

/**
 * Who is there when, from the one day to the other, both included. In a week of which nobody has planned anything yet,
 * everybody counts who works here and has no leave.
 * @param more leave that is not approved yet, to see what it would change
 */
export async function presenceBetween(
  ctx: Context,
  range: { fromDay: string; toDay: string },
  people: readonly Person[],
  more: readonly LeaveSpan[] = [],
): Promise<Presence[]> {
  const { zone } = ctx.clinic;
  const first = mondayOf(range.fromDay);
  const last = addDays(mondayOf(range.toDay), 6);
  // a night shift of the evening before reaches into the first day
  const shifts = await shiftsBetween(ctx, addDays(first, -1), last);
  const whole = {
    from: epochMsOf(dayRange(addDays(first, -1), zone).start),
    to: epochMsOf(dayRange(last, zone).end),
  };
  const leaves = [...(await approvedLeaves(ctx, whole)), ...more];
  const planned = new Set(shifts.map((one) => mondayOf(one.day)));
  const open: Span[] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) {
    if (planned.has(monday)) continue;
    const { start } = dayRange(monday, zone);
    const { end } = dayRange(addDays(monday, 6), zone);
    open.push({ from: epochMsOf(start), to: epochMsOf(end) });
  }
  return people
    .filter((person) => person.here)
    .map((person) => {
      const own = shifts.filter((one) => one.staffId === person.staffId);
      const away = leaves.filter((one) => one.staffId === person.staffId);
      return { person, spans: [...own.flatMap((one) => workedOf(one, away)), ...without(open, away)] };
    })
    .filter((one) => one.spans.length > 0);
}
