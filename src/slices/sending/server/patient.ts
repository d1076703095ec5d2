import type { Context } from '#platform/server/context.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { cardOf } from '#slices/records/server/index.ts';
import { type PatientReach, patientReach } from '#slices/reminders/server/index.ts';
import type { OfferedWay } from '../contract.ts';

export interface Reached {
  card: PatientCard;
  reach: PatientReach;
}

/**
 * A patient who can be sent something. Refuses where her chart has no birth date by day, since the link asks for it, and
 * where nobody writes to her any more.
 */
export async function mustReach(
  ctx: Context<'birthDateNeeded' | 'notCurrent'>,
  patientId: string,
): Promise<Reached> {
  const card = await cardOf(ctx, patientId);
  const reach = await patientReach(ctx, patientId);
  if (!reach?.current) return ctx.fail('notCurrent');
  if (card.birthDate?.length !== 10) return ctx.fail('birthDateNeeded');
  return { card, reach };
}

/** All ways with what shuts them, the one that she prefers first. */
export function waysOf({ linkAddress, shut, mobile, email, preferred }: PatientReach): OfferedWay[] {
  const noLink = linkAddress === '' ? ('noLink' as const) : undefined;
  const offered: OfferedWay[] = [
    { way: 'text', to: mobile ?? '', because: noLink ?? shut.text },
    { way: 'email', to: email ?? '', because: noLink ?? shut.email },
    { way: 'hand', to: mobile ?? '', because: noLink ?? shut.hand },
    { way: 'code', to: '', because: noLink },
  ];
  return preferred === 'email'
    ? offered.sort((a, b) => Number(b.way === 'email') - Number(a.way === 'email'))
    : offered;
}
