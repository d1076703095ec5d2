import type { Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { issueOf } from '#platform/server/fhir/issue.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { InvalidResource } from '#platform/server/record/validity.ts';
import { type Right, refuseWithout } from '../run-act.ts';
import { type Answer, answerOf } from './answer.ts';
import { type Ask, isId, resourceOf, versionOf } from './ask.ts';
import { rightsFor, rightsTypeOf } from './binary.ts';
import { matchOf, matchOrLock } from './conditional.ts';
import { type Interaction, rightTo, type Site } from './interaction.ts';
import { refuseFhir } from './refusals.ts';

/** Create, or with `If-None-Exist` only if nothing meets the condition. */
export const create: Interaction = {
  code: 'create',
  effect: 'write',
  rights: async (ctx, ask, site) => [
    ...(await rightsFor(ctx, site, { type: ask.type }, 'write', 'c', sentTo(ask))),
    ...(ask.ifNoneExist === undefined ? [] : [rightToFind(ask, site)]),
  ],
  async run(ctx, ask, site) {
    const resource = resourceOf(ask);
    if (ask.ifNoneExist !== undefined) {
      const found = await matchOrLock(ctx, ask.type, new URLSearchParams(ask.ifNoneExist));
      if (found) return answerFound(ctx, site, found);
    }
    return storeNew(ctx, resource, ctx.newId());
  },
};

/** Update, or create under the client's id; with search parameters in place of the id whatever meets them. */
export const update: Interaction = {
  code: 'update',
  effect: 'write',
  rights: async (ctx, ask, site) => [
    ...(await rightsFor(ctx, site, ask, 'write', 'u', sentTo(ask))),
    ...(ask.id === undefined ? [rightToFind(ask, site)] : []),
  ],
  async run(ctx, ask, site) {
    const resource = resourceOf(ask);
    if (ask.id !== undefined) return storeOver(ctx, resource, ask.id, ask);
    const found = await matchOrLock(ctx, ask.type, ask.query);
    if (found && resource.id !== undefined && resource.id !== found.id)
      refuseFhir('otherId', {}, `${ask.type}.id`);
    if (found) await refuseForeignBinary(ctx, site, ask, found.id);
    return storeOver(ctx, resource, found?.id ?? resource.id ?? ctx.newId(), ask, !found);
  },
};

/** Delete as a version that is gone; with search parameters the one resource that meets them. */
export const remove: Interaction = {
  code: 'delete',
  effect: 'write',
  rights: async (ctx, ask, site) => [
    ...(await rightsFor(ctx, site, ask, 'write', 'd')),
    ...(ask.id === undefined ? [rightToFind(ask, site)] : []),
  ],
  async run(ctx, ask, site) {
    const id = ask.id ?? (await matchOf(ctx, ask.type, ask.query))?.id;
    // what is not there is removed already
    if (id === undefined) return { status: 204 };
    if (ask.id === undefined) await refuseForeignBinary(ctx, site, ask, id);
    const stored = await ctx.record.remove(ask.type, id, options(versionOf(ask)));
    return stored ? answerOf(204, stored) : { status: 204, subject: `${ask.type}/${id}` };
  },
};

/** What a condition found, for those who may see it: a Binary is its owner's. */
export async function answerFound(ctx: Context, site: Site, found: Stored): Promise<Answer> {
  if (found.type === 'Binary') await refuseWithout(ctx, rightTo(site, rightsTypeOf(found), 'read', 'r'));
  return answerOf(200, found);
}

/** Stores a resource under an id that was made for it. */
export async function storeNew(ctx: Context, resource: Resource, id: string): Promise<Answer> {
  refuseOddId(ctx, resource);
  const [stored] = await ctx.record.createAll([{ ...resource, id }]);
  return answerOf(201, stored as Stored);
}

/** The id that a new resource brings is not kept, but must be one. */
export function refuseOddId(ctx: Context, resource: Resource): void {
  const { resourceType: type, id: brought } = resource as { resourceType: string; id?: unknown };
  if (brought !== undefined && !(typeof brought === 'string' && isId(brought))) {
    const issue = { code: 'value', expression: `${type}.id`, key: 'fhir_primitive_id', params: {} } as const;
    throw new InvalidResource([issueOf(ctx.language, issue)]);
  }
}

/**
 * Stores a resource under its id, as far as the conditions of the request let it.
 * @param isFound false where a condition was searched for and nothing met it
 */
export async function storeOver(
  ctx: Context,
  resource: Resource,
  id: string,
  ask: Ask,
  isUnfound = false,
): Promise<Answer> {
  if (resource.id !== id && !(ask.id === undefined && resource.id === undefined))
    refuseFhir('otherId', {}, `${ask.type}.id`);
  const onlyNew = ask.ifNoneMatch?.trim() === '*';
  const ifVersion = onlyNew ? 0 : versionOf(ask);
  const written = await ctx.record.put({ ...resource, id }, options(ifVersion));
  return answerOf(written.created || isUnfound ? 201 : 200, written);
}

function options(ifVersion: number | undefined) {
  return ifVersion === undefined ? {} : { ifVersion };
}

/** Who may learn by a condition whether something is there must be one who may search for it. */
function rightToFind({ type }: Ask, site: Site): Right {
  return rightTo(site, type, 'read', 's');
}

/** What was sent may be unreadable; the right to send it comes first. */
function sentTo(ask: Ask): unknown {
  if (ask.type !== 'Binary') return undefined;
  try {
    return ask.sent();
  } catch {
    return undefined;
  }
}

/** A Binary that a condition found is its owner's too, which nobody could ask before. */
export async function refuseForeignBinary(ctx: Context, site: Site, ask: Ask, id: string): Promise<void> {
  if (ask.type !== 'Binary') return;
  for (const right of await rightsFor(ctx, site, { type: ask.type, id }, 'write', 'u'))
    await refuseWithout(ctx, right);
}
