import type { Context } from '#platform/server/context.ts';
import { addDays, addMinutes, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import type { FreeTime, Provider, VisitType } from '#slices/scheduling/contract.ts';
import { freeTimes, providers, visitTypes } from '#slices/scheduling/server/index.ts';
import type { PublicTime, Settings } from '../contract.ts';

/** How many days the page shows at once. */
const shownDays = 7;

/** The providers that the clinic chose and still has. */
export async function offeredProviders(ctx: Context, settings: Settings): Promise<Provider[]> {
  return (await providers(ctx)).filter((one) => settings.practitionerIds.includes(one.practitionerId));
}

/** The visit types that the clinic chose, while they are in use and one of the chosen providers gives them. */
export async function offeredTypes(ctx: Context, settings: Settings): Promise<VisitType[]> {
  const chosen = await offeredProviders(ctx, settings);
  return (await visitTypes(ctx)).filter(
    (one) => one.active && settings.visitTypeCodes.includes(one.code) && giversOf(one, chosen).length > 0,
  );
}

/** Who of these gives a visit type. */
export function giversOf(type: VisitType, of: readonly Provider[]): Provider[] {
  return of.filter(
    (one) => type.practitionerIds.length === 0 || type.practitionerIds.includes(one.practitionerId),
  );
}

/** The first and the last day on which the public may book. */
export function daysOffered(ctx: Context, settings: Settings): { firstDay: string; lastDay: string } {
  const { zone } = ctx.clinic;
  return {
    firstDay: zonedDay(addMinutes(ctx.now, settings.noticeMinutes), zone),
    lastDay: addDays(zonedDay(ctx.now, zone), settings.horizonDays),
  };
}

/**
 * Free times of an offered type, with one offered provider or any, in the order of time: scheduling's own search, within
 * the page's notice and horizon. Of one time with several providers the first by name stands for all.
 */
export async function timesOffered(
  ctx: Context,
  settings: Settings,
  wish: { type: VisitType; practitionerId?: string | undefined; fromDay: string; days?: number },
): Promise<FreeTime[]> {
  const { type } = wish;
  const { firstDay, lastDay } = daysOffered(ctx, settings);
  const fromDay = wish.fromDay > firstDay ? wish.fromDay : firstDay;
  const end = addDays(fromDay, (wish.days ?? shownDays) - 1);
  const toDay = end < lastDay ? end : lastDay;
  if (toDay < fromDay) return [];
  const { practitionerId } = wish;
  const asked = giversOf(type, await offeredProviders(ctx, settings)).filter(
    (one) => practitionerId === undefined || one.practitionerId === practitionerId,
  );
  const found: FreeTime[] = [];
  // one after the other: a search over all cuts a long day off, and would cut off whom the clinic did not choose as well
  for (const one of asked) {
    const { times } = await freeTimes(ctx, {
      ...{ visitTypeCode: type.code, moreTypeCodes: [], practitionerId: one.practitionerId },
      ...{ fromDay, toDay, perPart: 100 },
    });
    found.push(...times);
  }
  const earliest = epochMsOf(addMinutes(ctx.now, settings.noticeMinutes));
  const first = new Map<string, FreeTime>();
  for (const time of found)
    if (epochMsOf(time.startsAt) >= earliest && !first.has(time.startsAt)) first.set(time.startsAt, time);
  return [...first.values()].toSorted((a, b) => epochMsOf(a.startsAt) - epochMsOf(b.startsAt));
}

/** What the public sees of a time. */
export function publicTime({ startsAt, day, time, practitionerId, practitionerName }: FreeTime): PublicTime {
  return { startsAt, day, time, practitionerId, name: practitionerName };
}
