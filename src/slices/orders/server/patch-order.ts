import type { MedicationRequest, ServiceRequest } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { textExtension, withExtension } from './fhir-parts.ts';
import type { OrderResource } from './order-codec.ts';

/** How an order goes on. `draft` and `active` are the same word in both resources, the end is not. */
export type OrderTurn = 'active' | 'completed' | 'withdrawn';

/** Turns an order; its keeper opens and ends the task. */
export async function turnOrder(
  ctx: Context,
  order: OrderResource,
  turn: OrderTurn,
  reason?: string,
): Promise<OrderResource> {
  const because = reason ? textExtension('reason', reason) : undefined;
  const id = order.id ?? '';
  if (order.resourceType === 'ServiceRequest') {
    return ctx.record.patch('ServiceRequest', id, (one: ServiceRequest) => {
      one.status = turn === 'withdrawn' ? 'revoked' : turn;
      if (because) Object.assign(one, withExtension(one, 'reason', because));
    });
  }
  return ctx.record.patch('MedicationRequest', id, (one: MedicationRequest) => {
    one.status = turn === 'withdrawn' ? 'cancelled' : turn;
    if (because) Object.assign(one, withExtension(one, 'reason', because));
  });
}
