import type { Procedure, ServiceRequest } from '@medplum/fhirtypes';
import type { Under } from '#platform/server/scope/decision.ts';
import type { Order } from '../contract.ts';
import { extensionText, textExtension, withExtension } from './fhir-parts.ts';
import type { OrderResource } from './order-codec.ts';
import { standingOrderUri } from './systems.ts';

/** Which text of which standing order something rests on. */
export interface StandingGround {
  protocolId: string;
  version: number;
  title: string;
}

/** Says of an order, or of what was done, that it rests on a standing order. */
export function withGround<T extends ServiceRequest | Procedure>(resource: T, ground: StandingGround): T {
  return {
    ...resource,
    instantiatesUri: [`${standingOrderUri}${ground.protocolId}/${ground.version}`],
    ...withExtension(resource, 'standingOrder', textExtension('standingOrder', ground.title)),
  };
}

/** The standing order that it rests on; undefined where somebody ordered it. */
export function groundOf(resource: { resourceType: string }): StandingGround | undefined {
  const { instantiatesUri = [], extension } = resource as ServiceRequest;
  const uri = instantiatesUri.find((one) => one.startsWith(standingOrderUri));
  const [protocolId = '', version] = uri?.slice(standingOrderUri.length).split('/') ?? [];
  if (!uri) return undefined;
  const title = extensionText({ ...(extension && { extension }) }, 'standingOrder') ?? '';
  return { protocolId, version: Number(version) || 0, title };
}

export function basisOf(order: OrderResource): Order['basis'] {
  const by = order.requester?.display ?? '';
  const ground = groundOf(order);
  if (!ground) return { kind: 'order', by };
  return { kind: 'standingOrder', ...ground, by, startedBy: extensionText(order, 'startedBy') ?? '' };
}

/** The standing order under which scope allowed something. */
export function groundIn(under: readonly Under[]): StandingGround | undefined {
  const found = under.find((one) => one.kind === 'protocol');
  return found && { protocolId: found.sourceId, version: found.version, title: found.title };
}
