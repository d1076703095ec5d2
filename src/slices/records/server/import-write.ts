import type { Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { parseLossless, stringifyLossless } from '#platform/server/fhir/json-text.ts';

/** `stored` is new, `updated` a newer source of what an import wrote, `leftAlone` was changed or made here. */
export type Outcome = 'stored' | 'updated' | 'unchanged' | 'leftAlone';

/**
 * Stores one resource of an import unless it stands already. What people of this clinic changed since, or made under
 * the same id, is never overwritten.
 * @param hash of the resource as the file says it
 * @param finished the resource as it is stored, made only when it is
 */
export async function writeImported(
  ctx: Context,
  resource: Resource & { id: string },
  hash: string,
  finished: () => Promise<Resource & { id: string }>,
): Promise<Outcome> {
  const { resourceType: type, id } = resource;
  const stored = await ctx.record.stored(type, id);
  const item = await ctx.db
    .selectFrom('records_import_item')
    .select(['source_hash', 'version'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('type', '=', type)
    .where('id', '=', id)
    .executeTakeFirst();
  if (stored && item?.source_hash === hash) return 'unchanged';
  if (stored && !item) {
    if (stored.deleted || !sameContent(stored.text, resource)) return 'leftAlone';
    await remember(ctx, type, id, hash, stored.version);
    return 'unchanged';
  }
  if (stored && item && stored.version !== item.version) return 'leftAlone';
  const written = await ctx.record.put(await finished());
  await remember(ctx, type, id, hash, written.version);
  return stored ? 'updated' : 'stored';
}

async function remember(
  ctx: Context,
  type: string,
  id: string,
  hash: string,
  version: number,
): Promise<void> {
  const row = { source_hash: hash, version };
  await ctx.db
    .insertInto('records_import_item')
    .values({ clinic_id: ctx.clinic.id, type, id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'type', 'id']).doUpdateSet(row))
    .execute();
}

/** The same but for the version and the time of storing, which are the store's. */
function sameContent(text: string, resource: Resource): boolean {
  return withoutVersion(parseLossless(text)) === withoutVersion(resource);
}

function withoutVersion(value: unknown): string {
  const { meta, ...rest } = value as Resource;
  const { versionId, lastUpdated, ...kept } = meta ?? {};
  return stringifyLossless({ ...rest, ...(Object.keys(kept).length > 0 && { meta: kept }) });
}
