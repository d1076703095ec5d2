import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { dayRange, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import type { Line, roster } from '../contract.ts';
import { mondayOf, overlaps } from '../shared/stretches.ts';
import { demandBetween, gapsOf } from './coverage.ts';
import { loadKinds } from './kinds.ts';
import { everybody, type Person } from './people.ts';
import { presenceBetween } from './presence.ts';
import { publishedWeek } from './publish.ts';
import { shown, type StoredShift } from './store.ts';
import { swapsToDecide } from './swap-rows.ts';
import { findingWords, planOfWeek, type WeekPlan } from './week-plan.ts';

/** The week of a day as the caller may see it: a draft is nobody's business but the manager's. */
export const week: Verb<typeof roster, 'week'> = async (ctx, { day }) => {
  const monday = mondayOf(day);
  const mayManage = (await ctx.may('roster.manage')).allowed;
  const known = await publishedWeek(ctx, monday);
  // what a colleague's week breaks is hers and the manager's
  const published = known ? { ...known, ...(!mayManage && { inSpiteOf: '' }) } : null;
  const plan = await planOfWeek(ctx, monday);
  const people = await everybody(ctx);
  const isShown = published !== null || mayManage;
  const shifts = isShown ? plan.shifts : [];
  const lines = people
    .filter((one) => (one.here && mayManage) || isInWeek(one, shifts, plan))
    .map((one) => lineOf(ctx, one, plan, { mayManage, isShown }));
  return {
    ...{ monday, days: plan.days, published, mayManage },
    people: lines,
    shifts: await shown(ctx, shifts),
    gaps: mayManage ? await gapsIn(ctx, plan, people) : [],
    kinds: await loadKinds(ctx),
    toDecide: mayManage ? await waiting(ctx) : 0,
  };
};

function isInWeek({ staffId }: Person, shifts: readonly StoredShift[], plan: WeekPlan): boolean {
  return [...shifts, ...plan.leaves].some((one) => one.staffId === staffId);
}

/** What is not covered from today on. */
async function gapsIn(ctx: Context, plan: WeekPlan, people: readonly Person[]) {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const [fromDay = today, toDay = today] = [plan.days[0], plan.days[6]];
  if (toDay < today) return [];
  const demand = await demandBetween(ctx, fromDay, toDay);
  const presence = await presenceBetween(ctx, { fromDay, toDay }, people);
  return gapsOf(ctx, demand, people, presence);
}

function lineOf(
  ctx: Context,
  person: Person,
  plan: WeekPlan,
  { mayManage, isShown }: { mayManage: boolean; isShown: boolean },
): Line {
  const { staffId, name, jobs, here, licensed } = person;
  const told = mayManage || staffId === ctx.actor.id;
  const own = plan.leaves.filter((one) => one.staffId === staffId);
  const away = plan.days.flatMap((day) => {
    const { start, end } = dayRange(day, ctx.clinic.zone);
    const found = own.find((one) => overlaps(one, { from: epochMsOf(start), to: epochMsOf(end) }));
    return found ? [{ day, kind: told ? found.kind : null, part: found.part }] : [];
  });
  return {
    ...{ staffId, name, jobs, here, licensed, away },
    minutes: isShown ? (plan.minutes.get(staffId) ?? 0) : 0,
    findings: mayManage ? (plan.findings.get(staffId) ?? []).map((one) => findingWords(ctx, one)) : [],
  };
}

async function waiting(ctx: Context): Promise<number> {
  const leaves = await ctx.db
    .selectFrom('roster_leave')
    .select((is) => is.fn.countAll().as('count'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('until_at', '>', ctx.now)
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow();
  return Number(leaves.count) + (await swapsToDecide(ctx)).length;
}
