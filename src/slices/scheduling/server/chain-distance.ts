import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { addDays, formatPlainDate } from '#platform/shared/time.ts';
import type { Broken, ChainVisit } from '../shared/chain-shapes.ts';
import type { Facts, InChain } from './appointment.ts';
import { stands, visitsOfChain } from './chain-rows.ts';

type Step = Pick<Facts, 'visitId' | 'patientIds' | 'chain'>;

/** The visits that measure distances. */
async function measuring(ctx: Context, step: Step, chain: InChain): Promise<ChainVisit[]> {
  return (await visitsOfChain(ctx, chain.chainId, step.patientIds[0])).filter(stands);
}

/** The distances that a step of a chain would break on another day: its own to the step before it, and the next one's to it. */
function brokenBy(
  visits: readonly ChainVisit[],
  visitId: string,
  chain: InChain,
  day: string,
  loose: 'next' | undefined,
): Broken[] {
  const own = visits.find((one) => one.visitId === visitId);
  const found: Broken[] = [];
  // a step that was called off measures nothing
  const before = visits.find((one) => one.step === chain.step - 1);
  const after = loose === 'next' ? undefined : visits.find((one) => one.step === chain.step + 1);
  if (before) {
    const [fromDay, toDay] = [addDays(before.day, chain.fromDays), addDays(before.day, chain.toDays)];
    if (day < fromDay || day > toDay) {
      found.push({ visitId, step: chain.step, visitType: own?.visitType ?? '', fromDay, toDay });
    }
  }
  if (after) {
    const { fromDay, toDay } = daysAfter(after, own?.day ?? day, day);
    const { step, visitType } = after;
    if (after.day < fromDay || after.day > toDay) {
      found.push({ visitId: after.visitId, step, visitType, fromDay, toDay });
    }
  }
  return found;
}

/** The days on which a step may be once the one before it goes from one day to another. */
function daysAfter(visit: ChainVisit, before: string, day: string): { fromDay: string; toDay: string } {
  const shift = Math.round((Date.parse(day) - Date.parse(before)) / 86_400_000);
  return { fromDay: addDays(visit.fromDay ?? day, shift), toDay: addDays(visit.toDay ?? day, shift) };
}

/**
 * On which days a booking may be without breaking a distance of its chain; on all where it is of none.
 * @param loose the next step goes along, so its distance is not asked for
 */
export async function distancesKept(
  ctx: Context,
  facts: Step,
  loose?: 'next',
): Promise<(day: string) => boolean> {
  const { visitId, chain } = facts;
  if (!chain) return () => true;
  const visits = await measuring(ctx, facts, chain);
  return (day) => brokenBy(visits, visitId, chain, day, loose).length === 0;
}

/** Refuses a day for a step of a chain on which a distance would not be kept, and says which and what it must be. */
export async function requireDistances(
  ctx: Context<'distanceBroken'>,
  facts: Step,
  day: string,
  loose: 'next' | undefined,
): Promise<void> {
  if (!facts.chain) return;
  const visits = await measuring(ctx, facts, facts.chain);
  const found = brokenBy(visits, facts.visitId, facts.chain, day, loose);
  if (found.length > 0) ctx.fail('distanceBroken', { broken: found, which: brokenWords(ctx, found) });
}

/** "Consultation: 12 Mar 2026 to 15 Mar 2026". */
export function brokenWords(ctx: Context, found: readonly Broken[]): string {
  const locale = localeFor(ctx.language);
  const dayOf = (day: string) => formatPlainDate(day, locale, 'short');
  return found
    .map(({ visitType, fromDay, toDay }) => {
      const days = { from: dayOf(fromDay), to: dayOf(toDay), visitType };
      return words(ctx.language, 'scheduling_chain_mustBe', days);
    })
    .join('; ');
}
