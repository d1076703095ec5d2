import type { FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { words } from '#platform/server/words.ts';
import { requestKey } from '../idempotency.ts';
import { type Act, type Caller, type Right, runAct } from '../run-act.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';

/** Not a resource of the record but the audit trail itself, read only. */
export const trailType = 'AuditEvent';

/** What interactions need beside the context. */
export interface Site {
  platform: Platform;
  /** Our address as the caller knows it, `http…/fhir/R4`. */
  baseUrl: string;
}

/** One interaction of the FHIR API, alike for a request of its own and for an entry of a bundle. */
export interface Interaction {
  /** As the CapabilityStatement calls it. */
  code: string;
  effect: 'read' | 'write';
  rights(ctx: Context, ask: Ask, site: Site): Promise<readonly Right[]> | readonly Right[];
  run(ctx: Context, ask: Ask, site: Site): Promise<Answer>;
}

/** The right to read or write a type: what its slice declares; for clients the letters of SMART. */
export function rightTo({ platform }: Site, type: string, effect: 'read' | 'write', letter: string): Right {
  return { action: platform.registry.rightsOf(type)[effect], resource: { type, letter } };
}

/**
 * One interaction as an act, the way of every action: the same scope, keepers, transaction and audit as a verb; the
 * right that it needs is what the type's slice declares.
 */
export function actOf(interaction: Interaction, ask: Ask, site: Site): Act<Answer> {
  const { effect } = interaction;
  const { type, id } = ask;
  return {
    event: `fhir.${effect}`,
    action: site.platform.registry.rightsOf(type)[effect],
    ...{ kind: 'administrative', audience: 'byScope', effect, audited: true, onlyReads: effect === 'read' },
    subject: id ? `${type}/${id}` : type,
    rights: async (ctx) => interaction.rights(ctx, ask, site),
    async body(ctx) {
      if (effect === 'write' && type === trailType) refuseWrittenTrail(ctx);
      return interaction.run(ctx, ask, site);
    },
    rows: (answer) => [rowOf(interaction, ask, answer, site)],
  };
}

/** The row of the trail that an interaction leaves. */
export function rowOf({ effect }: Interaction, { type, id }: Ask, answer: Answer, { platform }: Site) {
  return {
    event: `fhir.${effect}`,
    action: platform.registry.rightsOf(type)[effect],
    patientId: answer.patientId ?? undefined,
    subject: answer.subject ?? ((id ? `${type}/${id}` : type) || undefined),
  };
}

/** Runs an act for a caller, under the key of its request where it brought one. */
export function runKeyed<T>(
  platform: Platform,
  who: Caller,
  act: Act<T>,
  request: FastifyRequest,
): Promise<T> {
  const key = request.headers['idempotency-key'];
  const isKeyed = act.effect === 'write' && typeof key === 'string';
  return runAct(platform, who, {
    ...act,
    ...(isKeyed && { request: requestKey(key, `fhir ${request.method} ${request.url}`, request.body) }),
  });
}

export function refuseWrittenTrail(ctx: Context): never {
  const reason = words(ctx.language, 'audit_refused_write');
  return refuse('notAllowed', { action: 'audit.write', reason, whoMay: [] });
}

/** A version that is there and not deleted. */
export function present(stored: Stored | undefined): Stored {
  if (!stored) return refuse('notFound');
  if (stored.deleted) return refuse('gone');
  return stored;
}
