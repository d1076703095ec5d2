import { createHash } from 'node:crypto';
import type { Context } from '#platform/server/context.ts';
import { binaryOf, referenceOf, resourceOf } from './codec.ts';
import { type DocumentRow, type FileRow, isOpenable } from './rows.ts';
import { askForNext } from './tasks.ts';

export const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/**
 * Writes a document as it stands from now on: its row, its bytes where they may be in the record, its resource, and who has
 * to see it next. The row comes first, since the keeper holds the resource to it.
 */
export async function keepDocument(ctx: Context, row: DocumentRow): Promise<DocumentRow> {
  const { clinic_id: _, id: __, ...values } = row;
  const kept = await ctx.db
    .insertInto('documents_document')
    .values(row)
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
  const file = await publish(ctx, kept);
  await ctx.record.put(resourceOf(kept, file));
  await askForNext(ctx, kept);
  ctx.emit('documents.changed', { patientId: kept.patient_id });
  return kept;
}

/** Gives the bytes of a file that may be opened into the record, once; those of a moved one to whom it belongs now. */
async function publish(ctx: Context, row: DocumentRow): Promise<FileRow> {
  const { content, ...file } = await ctx.db
    .selectFrom('documents_file')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', row.file_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.status === 'entered-in-error' || !isOpenable(file)) return file;
  const reference = referenceOf(row);
  if (file.binary_id) {
    const binary = await ctx.record.mustRead('Binary', file.binary_id);
    if (binary.securityContext?.reference !== reference) {
      await ctx.record.patch('Binary', file.binary_id, (one) => {
        one.securityContext = { reference };
      });
    }
    return file;
  }
  if (!content) throw new Error(`the file ${file.id} has lost its bytes`);
  const named = { ...file, binary_id: ctx.newId() };
  await ctx.db
    .updateTable('documents_file')
    .set({ binary_id: named.binary_id, content: null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', file.id)
    .execute();
  await ctx.record.create(binaryOf(row, named, content));
  return named;
}

/** The bytes of a file, wherever they are; one that was refused has none, and is not asked for. */
export async function contentOf(ctx: Context, file: FileRow): Promise<Buffer> {
  if (file.binary_id) {
    const { data } = await ctx.record.mustRead('Binary', file.binary_id);
    return Buffer.from(data ?? '', 'base64');
  }
  const { content } = await ctx.db
    .selectFrom('documents_file')
    .select('content')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  if (!content) throw new Error(`the file ${file.id} has lost its bytes`);
  return content;
}
