import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { addDays, formatPlainDate } from '#platform/shared/time.ts';
import type { Broken, ChainVisit } from '../shared/chain-shapes.ts';
import type { Facts, InChain } from './appointment.ts';
import { stands, visitsOfChain } from './chain-rows.ts';

/** The distances that a step of a chain would break on another day: its own to the step before it, and the next one's to it. */
async function brokenBy(
  ctx: Context,
  { visitId, patientIds }: Pick<Facts, 'visitId' | 'patientIds'>,
  chain: InChain,
  day: string,
): Promise<Broken[]> {
  const visits = (await visitsOfChain(ctx, chain.chainId, patientIds[0])).filter(stands);
  const own = visits.find((one) => one.visitId === visitId);
  const found: Broken[] = [];
  // a step that was called off measures nothing
  const before = visits.find((one) => one.step === chain.step - 1);
  const after = visits.find((one) => one.step === chain.step + 1);
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

/** Refuses a day for a step of a chain on which a distance would not be kept, and says which and what it must be. */
export async function requireDistances(
  ctx: Context<'distanceBroken'>,
  facts: Pick<Facts, 'visitId' | 'patientIds' | 'chain'>,
  day: string,
  loose: 'next' | undefined,
): Promise<void> {
  if (!facts.chain) return;
  const all = await brokenBy(ctx, facts, facts.chain, day);
  const found = loose === 'next' ? all.filter((one) => one.visitId === facts.visitId) : all;
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
