import type { Coverage as CoverageResource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { type Coverage, type Payer, selfPayId } from '../contract.ts';

/** The patient's own purse. */
export async function selfPay(_ctx: Context): Promise<Payer> {
  return { id: selfPayId, name: words(_ctx.language, 'frontDesk_greet_selfPay'), kind: 'self', active: true };
}

/** A payer of the clinic; refuses `notFound`. */
export async function payerOf(ctx: Context, payerId: string): Promise<Payer> {
  if (payerId === selfPayId) return selfPay(ctx);
  const row = await ctx.db
    .selectFrom('insurance_payer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('payer_id', '=', payerId)
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Organization', id: payerId });
  return { id: row.payer_id, name: row.name, kind: row.kind as Payer['kind'], active: row.active };
}

/** Coverages of a patient. */
export async function coveragesOf(ctx: Context, patientId: string): Promise<Coverage[]> {
  const found: CoverageResource[] = await ctx.record.search('Coverage', {
    where: [{ param: 'beneficiary', reference: `Patient/${patientId}` }],
  });
  return Promise.all(
    found.map(async (one) => ({
      id: one.id ?? '',
      version: 1,
      payer: await payerOf(ctx, one.payor[0]?.reference?.split('/')[1] ?? ''),
      memberNumber: one.subscriberId ?? '',
      subscriber: { relation: 'self' as const },
      order: 'primary' as const,
      state: 'active' as const,
    })),
  );
}
