import { isDeepStrictEqual } from 'node:util';
import type { Binary, DocumentManifest, DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { isOurs, type Kept, referenceOf, resourceOf } from './codec.ts';
import { sha256Of } from './keep.ts';
import { documentRows, fileOf, fileRows } from './rows.ts';

/** What is filed is changed by the verbs, which write the row first: a write that says otherwise came by another way. */
const fileThere = () => new Refusal('documents', 'fileThere', 409);

async function put(ctx: Context, resource: Kept, before: Kept | undefined): Promise<void> {
  if (!isOurs(resource) && !(before && isOurs(before))) return;
  const row = await documentRows(ctx)
    .where('id', '=', resource.id ?? '')
    .executeTakeFirst();
  if (!row) throw fileThere();
  if (!isDeepStrictEqual(bare(resource), bare(resourceOf(row, await fileOf(ctx, row.file_id)))))
    throw fileThere();
}

/** Of two charts that were joined, or parted: the index says whose it is now. */
async function moved(ctx: Context, resource: Kept): Promise<void> {
  if (!isOurs(resource)) return;
  await ctx.db
    .updateTable('documents_document')
    .set({ patient_id: resource.subject?.reference?.slice('Patient/'.length) ?? '' })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', resource.id ?? '')
    .execute();
  await put(ctx, resource, undefined);
}

async function remove(_ctx: Context, resource: Kept): Promise<void> {
  if (isOurs(resource)) throw fileThere();
}

/** Without what the store adds, and through JSON as it went in. */
function bare({ meta: _, ...rest }: Kept): unknown {
  return JSON.parse(JSON.stringify(rest));
}

export const documentKeeper = keeper<DocumentReference>('DocumentReference', { put, moved, remove });
export const manifestKeeper = keeper<DocumentManifest>('DocumentManifest', { put, moved, remove });

/** The bytes of a filed document stay those that were scanned, and whose they are is what the index says. */
export const binaryKeeper = keeper<Binary>('Binary', {
  async put(ctx, binary) {
    const file = await fileRows(ctx)
      .where('binary_id', '=', binary.id ?? '')
      .executeTakeFirst();
    if (!file) return;
    const row = await documentRows(ctx)
      .where('file_id', '=', file.id)
      .where('status', '<>', 'entered-in-error')
      .executeTakeFirst();
    const same =
      row !== undefined &&
      binary.contentType === file.content_type &&
      binary.securityContext?.reference === referenceOf(row) &&
      sha256Of(Buffer.from(binary.data ?? '', 'base64')) === file.sha256;
    if (!same) throw fileThere();
  },
  async remove(ctx, binary) {
    const file = await fileRows(ctx)
      .where('binary_id', '=', binary.id ?? '')
      .executeTakeFirst();
    if (file) throw fileThere();
  },
});
