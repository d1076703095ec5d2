import type { Context } from '#platform/server/context.ts';
import { keepRostered } from '#platform/server/scope/duty.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, epochMsOf } from '#platform/shared/time.ts';
import type { roster } from '../contract.ts';
import { mondayOf } from '../shared/stretches.ts';
import { compileDuty, weekRange } from './compile.ts';
import { lockRoster } from './lock.ts';
import { everybody } from './people.ts';
import { loadSettings } from './settings.ts';
import { tell } from './tell.ts';
import { findingWords, planOfWeek, type WeekPlan } from './week-plan.ts';
import { daysWords } from './words.ts';

type Roster = typeof roster;

/** Makes a draft count: duty is compiled, and everybody who works in it is told. Again it answers who did and when. */
export const publish: Verb<Roster, 'publish'> = async (ctx, { monday, evenSo }) => {
  mustBeMonday(monday);
  await lockRoster(ctx);
  const known = await publishedWeek(ctx, monday);
  if (known) return known;
  const plan = await planOfWeek(ctx, monday);
  if (plan.shifts.length === 0) return ctx.fail('emptyWeek');
  const broken = await brokenRules(ctx, plan);
  const final = (await loadSettings(ctx)).broken === 'refuse';
  if (broken && (final || !evenSo)) return ctx.fail('rulesBroken', { broken, final });
  await ctx.db
    .insertInto('roster_week')
    .values({
      ...{ clinic_id: ctx.clinic.id, monday, published_at: ctx.now, published_by: ctx.actor.name },
      in_spite_of: broken,
    })
    .execute();
  const { start, end } = weekRange(ctx, monday);
  await keepRostered(ctx.db, ctx.clinic.id, { from: start, until: end });
  const whose = [...new Set(plan.shifts.flatMap((one) => one.staffId ?? []))];
  await compileDuty(ctx, whose, epochMsOf(start));
  for (const staffId of whose) {
    await tell(ctx, staffId, {
      ...{ kind: 'roster.published', subject: `Basic/roster-week-${monday}` },
      params: (language) => ({ days: daysWords(monday, addDays(monday, 6), language) }),
    });
  }
  ctx.emit('roster.changed', { day: monday });
  return { at: ctx.now, by: ctx.actor.name, inSpiteOf: broken };
};

/** Who published a week and when; undefined for a draft. */
export async function publishedWeek(ctx: Context, monday: string) {
  const row = await ctx.db
    .selectFrom('roster_week')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('monday', '=', monday)
    .executeTakeFirst();
  return row && { at: row.published_at, by: row.published_by, inSpiteOf: row.in_spite_of };
}

export function mustBeMonday(day: string): void {
  if (mondayOf(day) !== day) refuseField('monday', 'roster_field_monday');
}

async function brokenRules(ctx: Context, plan: WeekPlan): Promise<string> {
  const people = (await everybody(ctx)).filter((one) => (plan.findings.get(one.staffId) ?? []).length > 0);
  return people
    .map(({ staffId, name }) => {
      const said = (plan.findings.get(staffId) ?? []).map((one) => findingWords(ctx, one));
      return `${name}: ${said.join('; ')}`;
    })
    .join('. ');
}
