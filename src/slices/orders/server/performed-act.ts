import type { Procedure, ServiceRequest } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { actOf, kindOf } from './order-codec.ts';
import { orderOf, stands } from './performed-codec.ts';

/**
 * What was done for an order of this clinic: the act that scope was asked for, the order, `ServiceRequest/id` and as it
 * is, and whether it stands. Undefined for a procedure that fulfils no order of ours.
 */
export async function performedAct(
  ctx: Context,
  procedure: Procedure,
): Promise<{ act: string; order: string; stands: boolean; ordered: ServiceRequest } | undefined> {
  const reference = orderOf(procedure);
  const [type, id = ''] = reference?.split('/') ?? [];
  const order = type === 'ServiceRequest' ? await ctx.record.read('ServiceRequest', id) : undefined;
  if (!reference || !order || !kindOf(order)) return undefined;
  return { act: actOf(order), order: reference, stands: stands(procedure), ordered: order };
}
