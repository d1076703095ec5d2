import type { Context } from '#platform/server/context.ts';
import type { About } from '#platform/server/scope/decision.ts';
import { idOf } from './fhir-parts.ts';
import type { OrderResource } from './order-codec.ts';
import { groundOf } from './standing-codec.ts';

/** What carrying out an order rests on, and how old its patient is: for scope. */
export async function aboutOrder(ctx: Context, order: OrderResource): Promise<About> {
  return groundAbout(order, await bornOn(ctx, idOf(order.subject)));
}

/** The same where the birth date is at hand. */
export function groundAbout(order: OrderResource, birthDate: string): About {
  const ground = groundOf(order);
  return { bornOn: birthDate, ...(ground ? { protocol: ground.protocolId } : { ordered: true }) };
}

/** A patient's birth date as far as it is known; empty where it is not. */
export async function bornOn(ctx: Context, patientId: string): Promise<string> {
  return (await ctx.record.read('Patient', patientId))?.birthDate ?? '';
}
