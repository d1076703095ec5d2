import type { Context } from '#platform/server/context.ts';
import { dayRange, epochMsOf } from '#platform/shared/time.ts';
import type { Provider } from '../contract.ts';
import { overlaps } from '../shared/spans.ts';
import { type Agenda, spanOf } from './agenda.ts';
import { loadProviders, practitionerNames } from './own.ts';

/** The one provider that was asked for, who need not be bookable any more, or all who can be booked. */
export async function providersAsked(ctx: Context, asked: string | undefined): Promise<Provider[]> {
  if (!asked) return loadProviders(ctx);
  const names = await practitionerNames(ctx, [asked]);
  return [...names].map(([practitionerId, name]) => ({ practitionerId, name }));
}

/** Who of these is away on that day, wholly or in part, by name. */
export function blocksOfDay(agenda: Agenda, providers: readonly Provider[], day: string, zone: string) {
  const range = dayRange(day, zone);
  const whole = { from: epochMsOf(range.start), to: epochMsOf(range.end) };
  const names = new Map(providers.map((one) => [one.practitionerId, one.name]));
  return agenda.blocks
    .filter((one) => names.has(one.practitionerId) && overlaps(spanOf(one), whole))
    .map((one) => ({ ...one, practitionerName: names.get(one.practitionerId) ?? '' }));
}
