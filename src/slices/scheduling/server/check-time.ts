import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { epochMsOf, formatTime, zonedDay } from '#platform/shared/time.ts';
import type { When } from '../contract.ts';
import { covers, joined } from '../shared/spans.ts';
import { loadAgenda, spanOf } from './agenda.ts';
import { nearestTimes, type Wish } from './find-times.ts';
import { nearestWords } from './refuse-taken.ts';
import { resolveWhen } from './rules.ts';

type TimeContext = Context<'timeSkipped' | 'timeTwice' | 'inThePast' | 'closed'>;

/** The instant that the caller means. Refuses a time that the clocks skip, and asks which of two that come twice. */
export function instantWanted(ctx: TimeContext, when: When): string {
  const resolved = resolveWhen(when, ctx.clinic.zone);
  if ('instant' in resolved) return resolved.instant;
  const locale = localeFor(ctx.language);
  if ('twice' in resolved) {
    const [earlier, later] = resolved.twice;
    return ctx.fail('timeTwice', {
      choices: resolved.twice,
      time: formatTime(earlier, locale, ctx.clinic.zone),
      later,
    });
  }
  const { time, shiftedInstant } = resolved.skipped;
  return ctx.fail('timeSkipped', { time, instead: formatTime(shiftedInstant, locale, ctx.clinic.zone) });
}

/** Refuses what is over, and what lies outside of opening hours or under a block unless a manager says so. */
export async function requireOpen(
  ctx: TimeContext,
  wish: Wish,
  visit: { practitionerId: string; startsAt: string; endsAt: string },
  outsideHours: boolean,
): Promise<void> {
  if (epochMsOf(visit.endsAt) <= epochMsOf(ctx.now)) ctx.fail('inThePast');
  const fromDay = zonedDay(visit.startsAt, ctx.clinic.zone);
  const toDay = zonedDay(visit.endsAt, ctx.clinic.zone);
  const agenda = await loadAgenda(ctx, { fromDay, toDay }, {});
  const days = fromDay === toDay ? [fromDay] : [fromDay, toDay];
  const open = joined(days.flatMap((day) => agenda.openOf(visit.practitionerId, day)));
  if (covers(open, spanOf(visit))) return;
  if (outsideHours) return mustManage(ctx);
  const alternatives = await nearestTimes(ctx, wish, epochMsOf(visit.startsAt));
  ctx.fail('closed', { alternatives, nearest: nearestWords(ctx, alternatives, visit.startsAt) });
}

async function mustManage(ctx: Context): Promise<void> {
  const action = 'scheduling.manage';
  const decision = await ctx.may(action);
  if (decision.allowed) return;
  const reason = decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
  refuse('notAllowed', { action, reason, whoMay: decision.whoMay });
}
