import type { Context } from '#platform/server/context.ts';
import { replaceDuty } from '#platform/server/scope/duty.ts';
import { dayRange, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { daysOfWeek, mondayOf, type Span, without } from '../shared/stretches.ts';
import { approvedLeaves } from './leave-rows.ts';

/**
 * Writes when people are in the house, as decisions of scope and the search for who assists read it: the stretches of
 * published weeks, approved leave cut out. In the transaction of whatever changed one of them.
 * @param whose everybody whom the change concerns
 * @param sinceMs what ended before stays as it was
 */
export async function compileDuty(ctx: Context, whose: readonly string[], sinceMs: number): Promise<void> {
  const published = await publishedMondays(ctx);
  for (const staffId of new Set(whose)) await compileOne(ctx, staffId, sinceMs, published);
  // who is in the house opens acts to others
  if (whose.length > 0) ctx.emit('scope.rightsChanged', {});
}

async function compileOne(
  ctx: Context,
  staffId: string,
  sinceMs: number,
  published: ReadonlySet<string>,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('roster_stretch as t')
    .innerJoin('roster_shift as s', (join) =>
      join.onRef('s.clinic_id', '=', 't.clinic_id').onRef('s.id', '=', 't.shift_id'),
    )
    .select(['t.from_at', 't.until_at', 's.day'])
    .where('t.clinic_id', '=', ctx.clinic.id)
    .where('t.staff_id', '=', staffId)
    .where('t.until_at', '>', instantOf(sinceMs))
    .orderBy('t.from_at')
    .execute();
  const spans = rows
    .filter((row) => published.has(mondayOf(row.day)))
    .map((row) => ({ from: epochMsOf(row.from_at), to: epochMsOf(row.until_at) }));
  // a stretch that runs at that instant is written anew from its beginning
  const since = instantOf(Math.min(sinceMs, ...spans.map((one) => one.from)));
  const leaves = (await leavesOver(ctx, spans)).filter((one) => one.staffId === staffId);
  const duties = without(spans, leaves).map(({ from, to }) => {
    return { sourceId: ctx.newId(), staffId, from: instantOf(from), until: instantOf(to) };
  });
  await replaceDuty(ctx.db, ctx.clinic.id, { staffId, since }, duties);
}

function leavesOver(ctx: Context, spans: readonly Span[]) {
  if (spans.length === 0) return [];
  const from = Math.min(...spans.map((one) => one.from));
  return approvedLeaves(ctx, { from, to: Math.max(...spans.map((one) => one.to)) });
}

/** Mondays of the weeks that are published. */
export async function publishedMondays(ctx: Context): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('roster_week')
    .select('monday')
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return new Set(rows.map((row) => row.monday));
}

export async function isPublished(ctx: Context, day: string): Promise<boolean> {
  return (await publishedMondays(ctx)).has(mondayOf(day));
}

/** The seven days from a Monday on, as instants. */
export function weekRange(ctx: Context, monday: string): { start: string; end: string } {
  const { zone } = ctx.clinic;
  const last = daysOfWeek(monday)[6] ?? monday;
  return { start: dayRange(monday, zone).start, end: dayRange(last, zone).end };
}

/** The clinic's day now. */
export function todayOf(ctx: Context): string {
  return zonedDay(ctx.now, ctx.clinic.zone);
}
