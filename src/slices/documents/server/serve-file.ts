import type { Context } from '#platform/server/context.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { isUuid } from '#platform/shared/ids.ts';
import { referenceOf } from './codec.ts';
import { contentOf } from './keep.ts';
import { type DocumentRow, documentRows, fileRows, isOpenable, mustMay, seesOffice } from './rows.ts';

export interface ServedFile {
  content: Buffer;
  contentType: string;
}

/**
 * The content of a file for whoever may open it: of a filed one whoever opens documents, of the office file those who see
 * it, of nobody's those who file. Who opened it is kept, for the day on which it turns out to be another patient's.
 * @throws Refusal `notFound`; `documents.notScannedYet` while the scanner has not looked at it
 */
export async function serveFile(ctx: Context, fileId: string): Promise<ServedFile> {
  const absent = () => refuse('notFound', { type: 'File', id: fileId });
  if (!isUuid(fileId)) return absent();
  const file = await fileRows(ctx).where('id', '=', fileId).executeTakeFirst();
  if (!file || file.state === 'refused') return absent();
  const row = await documentRows(ctx)
    .where('file_id', '=', fileId)
    .where('status', '<>', 'entered-in-error')
    .executeTakeFirst();
  if (!row) await mustMay(ctx, 'documents.file');
  if (row?.office && !(await seesOffice(ctx))) return absent();
  if (!isOpenable(file)) throw new Refusal('documents', 'notScannedYet', 409);
  if (row) await keepOpened(ctx, row);
  ctx.note('documents.fileOpened', {
    ...(row && { patientId: row.patient_id }),
    subject: row ? referenceOf(row) : `File/${fileId}`,
  });
  return { content: await contentOf(ctx, file), contentType: file.content_type };
}

async function keepOpened(ctx: Context, row: DocumentRow): Promise<void> {
  if (ctx.actor.kind !== 'staff') return;
  await ctx.db
    .insertInto('documents_opened')
    .values({ clinic_id: ctx.clinic.id, document_id: row.id, staff_id: ctx.actor.id, first_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'document_id', 'staff_id']).doNothing())
    .execute();
}

const endings: Record<string, string> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' };

/** Headers under which the bytes can be saved and shown from memory, and run nowhere; the name tells nothing of whose it is. */
export function headersOfFile(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="document.${endings[contentType] ?? 'bin'}"`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
