import type { Context } from '#platform/server/context.ts';
import { addDays, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Booking } from '../contract.ts';
import { type Chain, type ChainVisit, chainStep } from '../shared/chain-shapes.ts';
import { withNames } from './load-bookings.ts';

/** The clinic's chains, in use or not, by name. */
export async function loadChains(ctx: Context): Promise<Chain[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_chain')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const chains = rows.map((row) => ({
    id: row.id,
    labelEn: row.label_en,
    labelId: row.label_id,
    steps: chainStep.array().parse(row.steps),
    active: row.active,
  }));
  const nameOf = (one: Chain) => (ctx.language === 'id' ? one.labelId : one.labelEn);
  return chains.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), ctx.language));
}

/**
 * The visits that were booked as one chain, in the order of its steps, with the days between which each may be.
 * @param patientId a visit of somebody else that says it belongs here (written from outside) does not
 */
export async function visitsOfChain(
  ctx: Context,
  chainId: string,
  patientId: string | undefined,
): Promise<ChainVisit[]> {
  if (!patientId) return [];
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('chain_id', '=', chainId)
    .where('patient_id', '=', patientId)
    .orderBy('chain_step')
    .execute();
  const named = await withNames(ctx, rows);
  return rows.map((row, place) => {
    const { chain_step: step, chain_from_days: from, chain_to_days: to } = row;
    const before = named[place - 1];
    const day = zonedDay(instantOf(epochMsOf(row.starts_at)), ctx.clinic.zone);
    const counts = before !== undefined && stands(before);
    const fromDay = counts ? addDays(before.day, from ?? 0) : null;
    const toDay = counts ? addDays(before.day, to ?? 0) : null;
    const outside = fromDay !== null && toDay !== null && (day < fromDay || day > toDay);
    const booking = named[place] as Booking;
    return { ...booking, step: step ?? 1, fromDay, toDay, broken: stands(booking) && outside };
  });
}

/** What was called off or did not happen measures no distance. */
export function stands({ status }: Pick<Booking, 'status'>): boolean {
  return ['pending', 'booked', 'arrived', 'checked-in', 'fulfilled'].includes(status);
}
