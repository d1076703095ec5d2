import type { ServiceRequest } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { requireOpenVisit } from '#slices/front-desk/server/index.ts';
import { protocolsForHer } from '#slices/workforce/server/index.ts';
import type { orders } from '../contract.ts';
import { bornOn } from './about.ts';
import { activeFavourites } from './favourites.ts';
import { textExtension } from './fhir-parts.ts';
import { orderNow } from './find-order.ts';
import { mustMay } from './must-may.ts';
import { orderResource } from './order-codec.ts';
import { withGround } from './standing-codec.ts';
import { actOfDetail, isCovered } from './standing-choices.ts';

/**
 * Begins something for a patient under a standing order. Whoever approved it stands for the order, and whoever begins it is
 * named beside her; it is judged again when it is carried out.
 */
export const startStandingOrder: Verb<typeof orders, 'startStandingOrder'> = async (ctx, input) => {
  const { patientId } = await requireOpenVisit(ctx, input.visitId, true);
  const protocol =
    (await protocolsForHer(ctx)).find((one) => one.protocolId === input.protocolId) ??
    ctx.fail('protocolOver');
  const item =
    (await activeFavourites(ctx)).find((one) => one.code === input.code) ??
    refuse('notFound', { type: 'Favourite', id: input.code });
  const act = actOfDetail(item.detail);
  if (!act || !isCovered(protocol, item.code, item.detail)) {
    return ctx.fail('notCovered', { title: protocol.title, item: item.labels[ctx.language] });
  }
  await mustMay(ctx, act, { protocol: protocol.protocolId, bornOn: await bornOn(ctx, patientId) });
  const { protocolId, version, title, approver } = protocol;
  const order = orderResource(ctx, { patientId, visitId: input.visitId, detail: item.detail, now: true });
  const standing = withGround(order as ServiceRequest, { protocolId, version, title });
  const placed = await ctx.record.create({
    ...standing,
    requester: approver,
    extension: [...(standing.extension ?? []), textExtension('startedBy', ctx.actor.name)],
  });
  ctx.note('orders.standingOrderStarted', {
    ...{ patientId, subject: `ServiceRequest/${placed.id}` },
    details: { act, protocolId, version, title, approvedBy: protocol.approvedBy },
  });
  return { patientId, order: await orderNow(ctx, placed) };
};
