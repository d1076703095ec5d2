import type { Context } from '#platform/server/context.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { ReceiptLine } from '../contract.ts';
import type { Method } from '../shared/words.ts';
import { out } from './money-json.ts';

/** Receipts of a visit, a patient or a day, in the order of their numbers; voided ones are among them and say so. `last`: only so many. */
export async function receiptsOf(
  ctx: Context,
  about: { visitId?: string; patientId?: string; day?: string; last?: number },
): Promise<ReceiptLine[]> {
  let query = ctx.db
    .selectFrom('bookkeeping_receipt as r')
    .leftJoin('bookkeeping_receipt_void as v', (join) =>
      join.onRef('v.clinic_id', '=', 'r.clinic_id').onRef('v.receipt_id', '=', 'r.receipt_id'),
    )
    .selectAll('r')
    .select(['v.reason as void_reason', 'v.voided_by_name'])
    .where('r.clinic_id', '=', ctx.clinic.id);
  if (about.visitId !== undefined) query = query.where('r.visit_id', '=', about.visitId);
  if (about.patientId !== undefined) query = query.where('r.patient_id', '=', about.patientId);
  if (about.day !== undefined) query = query.where('r.day', '=', about.day);
  const rows =
    about.last === undefined
      ? await query.orderBy('r.year').orderBy('r.sequence').execute()
      : (
          await query.orderBy('r.year', 'desc').orderBy('r.sequence', 'desc').limit(about.last).execute()
        ).reverse();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.receipt_id);
  const methods = await ctx.db
    .selectFrom('bookkeeping_receipt_method')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('receipt_id', 'in', ids)
    .orderBy('place')
    .execute();
  const byReceipt = Map.groupBy(methods, (one) => one.receipt_id);
  const cards = await patientCard(
    ctx,
    rows.map((row) => row.patient_id),
  );
  return rows.map((row) => ({
    receiptId: row.receipt_id,
    number: row.number,
    at: row.taken_at,
    by: row.taken_by_name,
    patient: { id: row.patient_id, name: cards.get(row.patient_id)?.name ?? '' },
    total: out(ctx, row.total_minor),
    change: out(ctx, row.change_minor),
    methods: (byReceipt.get(row.receipt_id) ?? []).map((one) => ({
      method: one.method as Method,
      amount: out(ctx, one.amount_minor),
    })),
    paperId: row.paper_id,
    voided: row.void_reason === null ? undefined : { reason: row.void_reason, by: row.voided_by_name ?? '' },
  }));
}
