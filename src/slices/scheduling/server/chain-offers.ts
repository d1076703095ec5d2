import type { Context } from '#platform/server/context.ts';
import { addDays, daysBetween } from '#platform/shared/time.ts';
import type { FreeTime, Provider } from '../contract.ts';
import type { ChainOffer, ChainStep } from '../shared/chain-shapes.ts';
import { agendaFor, type FoundTime, freeTimeOf, timesIn, type Wish } from './find-times.ts';
import { loadProviders } from './own.ts';
import { isGivenBy, serviceInUse } from './parts.ts';
import { wishOf } from './wish.ts';

/** As many ways through a chain are offered at once. */
const mostOffers = 6;
/** How many first days are tried. */
const firstDays = 28;

interface Step extends ChainStep {
  wish: Wish;
  label: string;
}

/**
 * Times for all steps of a chain at once, the earliest first day first; of each step the time nearest to its distance.
 * Each offer begins on a day of its own. Where the nearest one leads nowhere the next is tried.
 * @returns the offers; where there is none, the step (from 1) for which no time was found
 */
export async function offersOf(
  ctx: Context,
  steps: readonly ChainStep[],
  sought: { patientId: string; fromDay: string; practitionerId?: string | undefined },
): Promise<{ offers: ChainOffer[]; stuckAt: number | null }> {
  const providers = (await loadProviders(ctx)).filter(
    (one) => !sought.practitionerId || one.practitionerId === sought.practitionerId,
  );
  const wishes: Step[] = [];
  for (const step of steps) wishes.push(await stepOf(ctx, step, providers, sought.patientId));
  const reach = steps.reduce((sum, one) => sum + one.toDays, 0);
  const range = { fromDay: sought.fromDay, toDay: addDays(sought.fromDay, firstDays + reach) };
  const times: Map<string, FoundTime[]>[] = [];
  for (const { wish } of wishes) {
    const agenda = await agendaFor(ctx, wish, range);
    times.push(Map.groupBy(timesIn(ctx, agenda, wish, range), (time) => time.day));
  }
  let deepest = 0;
  const offers: ChainOffer[] = [];
  for (let ahead = 0; ahead < firstDays && offers.length < mostOffers; ahead += 1) {
    const first = times[0]?.get(addDays(sought.fromDay, ahead))?.[0];
    if (!first) continue;
    const found = follow(wishes, times, [first], (depth) => {
      deepest = Math.max(deepest, depth);
    });
    if (found) offers.push({ steps: found.map((time, place) => shown(ctx, wishes[place] as Step, time)) });
  }
  return { offers, stuckAt: offers.length > 0 ? null : deepest + 1 };
}

/** Who gives one step need not give the next. */
async function stepOf(
  ctx: Context,
  step: ChainStep,
  providers: readonly Provider[],
  patientId: string,
): Promise<Step> {
  const type = await serviceInUse(ctx, step.visitTypeCode);
  const giving = providers.filter((one) => isGivenBy(type, one.practitionerId));
  const { durationMinutes } = type;
  const wish = await wishOf(ctx, { type, durationMinutes, patientId, providers: giving });
  return { ...step, wish, label: ctx.language === 'id' ? type.labelId : type.labelEn };
}

/** The rest of the steps after those that have a time, or undefined where one has none. */
function follow(
  steps: readonly Step[],
  times: readonly Map<string, FoundTime[]>[],
  taken: FoundTime[],
  reached: (depth: number) => void,
): FoundTime[] | undefined {
  reached(taken.length);
  const step = steps[taken.length];
  const before = taken.at(-1);
  if (!step || !before) return taken;
  const days = Array.from({ length: step.toDays - step.fromDays + 1 }, (_, at) => step.fromDays + at);
  const nearestFirst = days.toSorted((a, b) => Math.abs(a - step.days) - Math.abs(b - step.days) || a - b);
  for (const ahead of nearestFirst) {
    const onDay = times[taken.length]?.get(addDays(before.day, ahead)) ?? [];
    const next = onDay.find((time) => time.startMs >= before.endMs);
    const found = next && follow(steps, times, [...taken, next], reached);
    if (found) return found;
  }
  return undefined;
}

function shown(
  ctx: Context,
  step: Step,
  time: FoundTime,
): FreeTime & { visitTypeCode: string; visitType: string } {
  return {
    ...freeTimeOf(time, ctx.clinic.zone),
    visitTypeCode: step.visitTypeCode,
    visitType: step.label,
  };
}

/** The first step whose day is none of those that the one before it leaves; undefined where all keep their distances. */
export function brokenStep(steps: readonly ChainStep[], days: readonly string[]): number | undefined {
  const at = steps.findIndex((step, place) => {
    const before = days[place - 1];
    const day = days[place];
    // what has no day yet breaks nothing
    if (before === undefined || day === undefined) return false;
    const between = daysBetween(before, day);
    return between < step.fromDays || between > step.toDays;
  });
  return at < 0 ? undefined : at;
}
