import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { visitsOfDay } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { ReceiptLine } from '../contract.ts';
import { type Method, methods } from '../shared/words.ts';
import type { DrawerRow } from './drawers.ts';

/** A visit of the day for which nobody has said what it costs. */
export interface Uncharged {
  visitId: string;
  patient: { id: string; name: string };
  /** She has left; otherwise she is still in the house. */
  finished: boolean;
  explained: string | undefined;
}

const neverHere = ['expected', 'cancelled', 'noShow', 'leftUnseen'];

/** Visits of a day that took place and have neither a bill nor a reason for none, by name. */
export async function visitsWithoutCharge(ctx: Context, day: string): Promise<Uncharged[]> {
  const visits = (await visitsOfDay(ctx, day)).filter((visit) => !neverHere.includes(visit.step));
  if (visits.length === 0) return [];
  const bills = await ctx.db
    .selectFrom('bookkeeping_bill')
    .select('visit_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '<>', 'cancelled')
    .where('visit_id', '=', sql<string>`ANY(${visits.map((visit) => visit.visit_id)})`)
    .execute();
  const explained = await ctx.db
    .selectFrom('bookkeeping_day_explanation')
    .select(['visit_id', 'reason'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '=', day)
    .execute();
  const charged = new Set(bills.map((bill) => bill.visit_id));
  const reasons = new Map(explained.map((one) => [one.visit_id, one.reason]));
  const open = visits.filter((visit) => !charged.has(visit.visit_id));
  const cards = await patientCard(
    ctx,
    open.map((visit) => visit.patient_id),
  );
  return open
    .map((visit) => ({
      visitId: visit.visit_id,
      patient: { id: visit.patient_id, name: cards.get(visit.patient_id)?.name ?? '' },
      finished: visit.step === 'left',
      explained: reasons.get(visit.visit_id),
    }))
    .sort((a, b) => a.patient.name.localeCompare(b.patient.name) || a.visitId.localeCompare(b.visitId));
}

/** Drawers that were opened on a day. */
export async function drawersOfDay(ctx: Context, day: string): Promise<DrawerRow[]> {
  return ctx.db
    .selectFrom('bookkeeping_drawer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '=', day)
    .orderBy('opened_at')
    .execute();
}

/** What was taken by each method, in minor units; voided receipts are left out. */
export function methodTotals(
  receipts: readonly ReceiptLine[],
): { method: Method; minor: bigint; count: number }[] {
  const standing = receipts.filter((receipt) => !receipt.voided).flatMap((receipt) => receipt.methods);
  return methods
    .map((method) => standing.filter((one) => one.method === method))
    .flatMap((ones) => {
      const [first] = ones;
      if (!first) return [];
      return [
        {
          method: first.method,
          minor: ones.reduce((sum, one) => sum + BigInt(one.amount.minor), 0n),
          count: ones.length,
        },
      ];
    });
}

/** Cash of the closed drawers beyond their floats, and what of it is at the bank already, in minor units. */
export async function cashToBank(
  ctx: Context,
  day: string,
  drawers: readonly DrawerRow[],
): Promise<{ toBank: bigint; banked: bigint }> {
  const toBank = drawers
    .filter((drawer) => drawer.state === 'closed')
    .reduce((sum, drawer) => sum + (drawer.counted_minor ?? 0n) - drawer.float_minor, 0n);
  const row = await ctx.db
    .selectFrom('bookkeeping_posting as p')
    .innerJoin('bookkeeping_journal as j', (join) =>
      join.onRef('j.clinic_id', '=', 'p.clinic_id').onRef('j.journal_id', '=', 'p.journal_id'),
    )
    .select(sql<string>`coalesce(sum(p.credit_minor), 0)`.as('sum'))
    .where('p.clinic_id', '=', ctx.clinic.id)
    .where('p.account', '=', '1030')
    .where('j.kind', '=', 'cashBanked')
    .where('j.subject', '=', `Day/${day}`)
    .executeTakeFirstOrThrow();
  return { toBank, banked: BigInt(row.sum) };
}
