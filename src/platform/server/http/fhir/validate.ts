import { refuse } from '#platform/shared/errors.ts';
import { type JsonObject, parseLossless } from '#platform/server/fhir/json-text.ts';
import { operationOutcome } from '#platform/server/fhir/outcome.ts';
import { validateResource } from '#platform/server/fhir/validate.ts';
import type { Context } from '#platform/server/context.ts';
import type { Ask } from './ask.ts';
import { rightsFor } from './binary.ts';
import { type Interaction, present } from './interaction.ts';
import { parametersIn } from './parameters.ts';
import { refuseFhir } from './refusals.ts';

/** `$validate`: everything that a write would say about a resource, warnings too, without writing it. */
export const validate: Interaction = {
  code: 'validate',
  effect: 'read',
  rights: (ctx, ask, site) => rightsFor(ctx, site, ask, 'read', 'r'),
  async run(ctx, ask) {
    for (const name of ask.query.keys())
      if (name !== 'mode' && name !== '_format') refuseFhir('notSupported', { what: shown(name) });
    const resource = await asked(ctx, ask);
    if (resource.resourceType !== ask.type)
      refuse('invalidInput', {}, [{ path: 'resourceType', key: 'platform_field_notValid' }]);
    const issues = validateResource(resource, { language: ctx.language });
    return { status: 200, text: JSON.stringify(operationOutcome(issues, ctx.language)) };
  },
};

/** What was sent, or the resource as it stands where nothing was. */
async function asked(ctx: Context, ask: Ask): Promise<JsonObject> {
  const { resource, values } = parametersIn(ask.sent(), ask.type);
  const mode = values.get('mode') ?? ask.query.get('mode') ?? 'create';
  const unknown = [...values.keys()].find((name) => name !== 'mode');
  if (unknown !== undefined) refuseFhir('notSupported', { what: shown(unknown) });
  if (mode !== 'create' && mode !== 'update') refuseFhir('notSupported', { what: 'mode' });
  if (resource) return resource;
  if (ask.id === undefined)
    return refuse('invalidInput', {}, [{ path: 'resource', key: 'platform_field_required' }]);
  return parseLossless(present(await ctx.record.stored(ask.type, ask.id)).text) as JsonObject;
}

function shown(name: string): string {
  return /^[\w.-]{1,40}$/.test(name) ? name : '?';
}
