import type { Resource } from '@medplum/fhirtypes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '#platform/server/context.ts';
import { parseLossless } from '#platform/server/fhir/json-text.ts';
import type { Platform } from '#platform/server/platform.ts';
import { patientOf } from '#platform/server/record/compartment.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { words } from '#platform/server/words.ts';
import type { CallerReader } from '../caller.ts';
import { requestKey } from '../idempotency.ts';
import { type Act, runAct } from '../run-act.ts';
import { typeOf } from './answers.ts';

/** What the path names. */
export interface Place {
  type: string;
  id?: string;
  version?: string;
}

/** Not a resource of the record but the audit trail itself, read only. */
export const trailType = 'AuditEvent';

/**
 * Runs one interaction the way of every action: the same scope, keepers, transaction and audit as a verb; the right
 * that it needs is what the type's slice declares.
 */
export type RunInteraction = <T>(
  request: FastifyRequest,
  reply: FastifyReply,
  interaction: 'read' | 'write',
  /** For the trail: `c`, `r`, `u`, `d`, `s`. */
  letter: string,
  body: (ctx: Context, place: Place) => Promise<T>,
) => Promise<T>;

export function interactionRunner(platform: Platform, caller: CallerReader): RunInteraction {
  return async function run<T>(
    request: FastifyRequest,
    reply: FastifyReply,
    interaction: 'read' | 'write',
    letter: string,
    body: (ctx: Context, place: Place) => Promise<T>,
  ) {
    const place = placeOf(request);
    const who = await caller.staff(request, reply, { lately: true });
    const key = request.headers['idempotency-key'];
    let patientId: string | undefined;
    const act: Act<T> = {
      event: `fhir.${interaction}`,
      action: platform.registry.rightsOf(place.type)[interaction],
      kind: 'administrative',
      audience: 'byScope',
      effect: interaction,
      audited: true,
      resource: { type: place.type, letter },
      subject: place.id ? `${place.type}/${place.id}` : place.type,
      ...(interaction === 'write' &&
        typeof key === 'string' && {
          request: requestKey(key, `fhir ${request.method} ${request.url}`, request.body),
        }),
      async body(ctx) {
        if (interaction === 'write' && place.type === trailType) refuseWrittenTrail(ctx);
        const answer = await body(ctx, place);
        const stored = answer as Partial<Stored> | undefined;
        if (stored?.text) patientId = patientOf(JSON.parse(stored.text));
        else patientId = (answer as { patientId?: string } | undefined)?.patientId;
        return answer;
      },
      patientOf: () => patientId,
    };
    return runAct(platform, who, act);
  };
}

function refuseWrittenTrail(ctx: Context): never {
  const reason = words(ctx.language, 'audit_refused_write');
  return refuse('notAllowed', { action: 'audit.write', reason, whoMay: [] });
}

function placeOf(request: FastifyRequest): Place {
  const { type, id, version } = request.params as Record<string, string | undefined>;
  // an id that FHIR does not allow is nobody's
  if (id !== undefined && !/^[A-Za-z0-9.-]{1,64}$/.test(id)) refuse('notFound');
  return { type: typeOf(type), id, version };
}

/** The resource that was sent, with the digits of its numbers; refused when it is of another type than the path. */
export function bodyOf(request: FastifyRequest, place: Place): Resource {
  const resource = parseLossless(String(request.body ?? '')) as unknown as Resource;
  if (resource?.resourceType !== place.type) {
    refuse('invalidInput', {}, [{ path: 'resourceType', key: 'platform_field_notValid' }]);
  }
  return resource;
}
