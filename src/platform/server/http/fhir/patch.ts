import type { Resource } from '@medplum/fhirtypes';
import { refuse } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { issueOf } from '#platform/server/fhir/issue.ts';
import { applyJsonPatch, PatchError } from '#platform/server/fhir/json-patch.ts';
import { pathOfSteps } from '#platform/server/fhir/json-pointer.ts';
import type { JsonValue } from '#platform/server/fhir/json-text.ts';
import type { Context } from '#platform/server/context.ts';
import { InvalidResource } from '#platform/server/record/validity.ts';
import { type Answer, answerOf } from './answer.ts';
import { type Ask, versionOf } from './ask.ts';
import { ownerTypeOf, rightsFor } from './binary.ts';
import { matchOf } from './conditional.ts';
import { type Interaction, rightTo, type Site } from './interaction.ts';
import { refuseWithout } from '../run-act.ts';
import { refuseForeignBinary } from './write.ts';
import { refuseFhir } from './refusals.ts';

/** JSON Patch on the stored resource; with search parameters in place of the id on the one that meets them. */
export const patch: Interaction = {
  code: 'patch',
  effect: 'write',
  rights: async (ctx, ask, site) => [
    ...(await rightsFor(ctx, site, ask, 'write', 'u')),
    ...(ask.id === undefined ? [rightTo(site, ask.type, 'read', 's')] : []),
  ],
  async run(ctx, ask, site) {
    const id = ask.id ?? (await matchOf(ctx, ask.type, ask.query))?.id ?? refuse('notFound');
    if (ask.id === undefined) await refuseForeignBinary(ctx, site, ask, id);
    return patchStored(ctx, site, ask, id);
  },
};

/** Patches the resource of this id, whatever the path of the request named. */
export async function patchStored(ctx: Context, site: Site, ask: Ask, id: string): Promise<Answer> {
  const { type } = ask;
  const operations = ask.sent();
  const ifVersion = versionOf(ask);
  const change = (stored: Resource) => patched(stored, operations, ctx.language);
  const written = await ctx.record.amend(type, id, change, ifVersion === undefined ? {} : { ifVersion });
  const owner = type === 'Binary' ? ownerTypeOf(written.resource) : type;
  if (owner !== type) await refuseWithout(ctx, rightTo(site, owner, 'write', 'u'));
  return answerOf(200, written);
}

function patched(stored: Resource, operations: JsonValue, language: Language): Resource {
  const { resourceType: type, id } = stored;
  try {
    const resource = applyJsonPatch(stored as unknown as JsonValue, operations) as unknown as Resource | null;
    if (resource?.resourceType !== type || resource.id !== id) refuseFhir('otherId', {}, `${type}.id`);
    return resource;
  } catch (error) {
    if (error instanceof PatchError) throw asRefusal(error, type, language);
    throw error;
  }
}

/** What is no patch at all cannot be read (400); what does not fit this resource is a fault of its content (422). */
function asRefusal({ problem, at, steps }: PatchError, type: string, language: Language): InvalidResource {
  const isUnreadable = ['form', 'operation', 'pointer', 'many'].includes(problem);
  const issue = issueOf(language, {
    code: isUnreadable ? 'structure' : problem === 'size' ? 'too-costly' : 'processing',
    expression: isUnreadable ? '' : pathOfSteps(type, steps),
    key: `fhir_patch_${problem}`,
    params: { number: problem === 'many' ? at : at + 1 },
  });
  return new InvalidResource([issue], isUnreadable ? 400 : 422);
}
