import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { epochMsOf, formatTime, zonedDay } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { VisitType, When } from '../contract.ts';
import { covers, joined } from '../shared/spans.ts';
import { loadAgenda, spanOf } from './agenda.ts';
import { hourOf, nearestTimes, type Wish } from './find-times.ts';
import { nearestWords } from './refuse-taken.ts';
import { noonHour, resolveWhen, unsuitedFor } from './rules.ts';

/** Who refuses a time can say all of this of it. */
export type TimeContext = Context<
  'timeSkipped' | 'timeTwice' | 'inThePast' | 'closed' | 'tooSoon' | 'tooFar' | 'mornings' | 'notForPatient'
>;

/**
 * The instant that the caller means. Refuses a time that the clocks skip, and asks which of two that come twice; both
 * with the nearest times that would do.
 */
export async function instantWanted(ctx: TimeContext, when: When, wish: Wish): Promise<string> {
  const resolved = resolveWhen(when, ctx.clinic.zone);
  if ('instant' in resolved) return resolved.instant;
  const locale = localeFor(ctx.language);
  const { zone } = ctx.clinic;
  if ('twice' in resolved) {
    const [earlier, later] = resolved.twice;
    const others = await othersNear(ctx, wish, earlier);
    const time = formatTime(earlier, locale, zone);
    return ctx.fail('timeTwice', { choices: resolved.twice, time, later, ...others });
  }
  const { time, shiftedInstant } = resolved.skipped;
  const others = await othersNear(ctx, wish, shiftedInstant);
  return ctx.fail('timeSkipped', { time, instead: formatTime(shiftedInstant, locale, zone), ...others });
}

/** The three nearest times that would do, as data and in words. */
export async function othersNear(ctx: Context, wish: Wish, wantedAt: string) {
  const alternatives = await nearestTimes(ctx, wish, epochMsOf(wantedAt));
  return { alternatives, nearest: nearestWords(ctx, alternatives, wantedAt) };
}

export interface VisitAt {
  practitionerId: string;
  patientId: string;
  startsAt: string;
  endsAt: string;
}

/**
 * Refuses what is over, what the visit type is not for, and what lies outside of the clinic's notice and horizon, of
 * the mornings of a fasting visit, of opening hours or under a block; all but the first two a manager may overrule.
 */
export async function requireBookable(
  ctx: TimeContext,
  wish: Wish,
  visit: VisitAt,
  rules: { type: VisitType | undefined; outsideHours: boolean },
): Promise<void> {
  const { startsAt, endsAt } = visit;
  const near = () => othersNear(ctx, wish, startsAt);
  if (epochMsOf(endsAt) <= epochMsOf(ctx.now)) ctx.fail('inThePast', await near());
  if (rules.type) await requireSuited(ctx, rules.type, visit);
  const startMs = epochMsOf(startsAt);
  const code = () => {
    // who stands at the desk of a clinic that asks for no notice may still get a time that has just begun
    if (startMs < (wish.notBeforeMs ?? 0) && (wish.notBeforeMs ?? 0) > epochMsOf(ctx.now)) return 'tooSoon';
    if (startMs > (wish.notAfterMs ?? Number.POSITIVE_INFINITY)) return 'tooFar';
    return wish.mornings && hourOf(startMs, ctx.clinic.zone) >= noonHour ? 'mornings' : undefined;
  };
  const refused = code() ?? ((await isOpen(ctx, visit, wish.typeCode)) ? undefined : 'closed');
  if (!refused) return;
  if (rules.outsideHours) return mustManage(ctx);
  ctx.fail(refused, await near());
}

/** Refuses a visit type that is for another sex or another age on that day. */
export async function requireSuited(
  ctx: Context<'notForPatient'>,
  type: VisitType,
  visit: Pick<VisitAt, 'patientId' | 'startsAt'>,
): Promise<void> {
  if (type.sex === 'any' && type.ageFromYears === null && type.ageToYears === null) return;
  const patient = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  if (!patient) return;
  const reason = unsuitedFor(
    type,
    { sex: patient.sex ?? 'unknown', birthDate: patient.birthDate },
    zonedDay(visit.startsAt, ctx.clinic.zone),
  );
  // no other time would do either, so none is offered
  if (reason) {
    const why = words(ctx.language, `scheduling_unsuited_${reason}`);
    ctx.fail('notForPatient', { alternatives: [], reason, why });
  }
}

async function isOpen(ctx: Context, visit: VisitAt, typeCode: string | undefined): Promise<boolean> {
  const fromDay = zonedDay(visit.startsAt, ctx.clinic.zone);
  const toDay = zonedDay(visit.endsAt, ctx.clinic.zone);
  const agenda = await loadAgenda(ctx, { fromDay, toDay }, {});
  const days = fromDay === toDay ? [fromDay] : [fromDay, toDay];
  const open = days.flatMap((day) => agenda.openOf(visit.practitionerId, day, typeCode));
  return covers(joined(open), spanOf(visit));
}

async function mustManage(ctx: Context): Promise<void> {
  const action = 'scheduling.manage';
  const decision = await ctx.may(action);
  if (decision.allowed) return;
  const reason = decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
  refuse('notAllowed', { action, reason, whoMay: decision.whoMay });
}
