import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { documents } from '../contract.ts';
import { megabyte } from '../shared/codes.ts';
import { sha256Of } from './keep.ts';
import { fileRows, holdFile } from './rows.ts';
import { settingOf } from './settings.ts';
import { fileViews } from './views.ts';
import { whatItIs } from './what-it-is.ts';

type Documents = typeof documents;

/** Takes a file in by what it is. Where a scanner is set nobody opens it before that has looked at it. */
export const receiveFile: Verb<Documents, 'receiveFile'> = async (ctx, { fileName, data, patientId }) => {
  if (patientId) await mustBePatient(ctx, patientId);
  const content = Buffer.from(data, 'base64');
  // what is left over of other letters would be another file than was sent
  if (content.length === 0 || content.toString('base64') !== data)
    refuseField('data', 'documents_field_data');
  const { mostMegabytes, scanner } = await settingOf(ctx);
  if (content.length > mostMegabytes * megabyte)
    refuseField('data', 'documents_field_tooLarge', { megabytes: String(mostMegabytes) });
  const found = whatItIs(content);
  if ('fault' in found) return refuseField('data', `documents_field_${found.fault}`);
  const id = ctx.newId();
  await ctx.db
    .insertInto('documents_file')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, file_name: plainName(fileName), content_type: found.contentType },
      ...{ size: content.length, pages: found.pages, sha256: sha256Of(content), content },
      ...{ received_at: ctx.now, received_by: ctx.actor.id, received_by_name: ctx.actor.name },
      ...{ patient_id: patientId ?? null, scan: scanner ? 'waiting' : 'none', state: 'received' },
    })
    .execute();
  if (scanner) ctx.runSoon('documents.scan');
  ctx.emit('documents.filesChanged', {});
  const [file] = await fileViews(ctx, await fileRows(ctx).where('id', '=', id).execute());
  if (!file) throw new Error('what was written is there');
  return { file };
};

/** A name is shown and never used: without a path, and without what turns letters round or hides them. */
function plainName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}<>"]/gu, '')
      .trim()
      .slice(0, 120) || '–'
  );
}

export const waitingFiles: Verb<Documents, 'waitingFiles'> = async (ctx, { fileId }) => {
  const waiting = fileRows(ctx).where('state', '=', 'received');
  const rows = await (fileId ? waiting.where('id', '=', fileId) : waiting)
    .orderBy('received_at')
    .orderBy('id')
    .limit(mostWaiting)
    .execute();
  const { scannerDownSince } = await settingOf(ctx);
  return { files: await fileViews(ctx, rows), scannerDownSince };
};

/** More than this is no list that is worked off; the rest comes up as it gets shorter. */
const mostWaiting = 200;

export const setFileAside: Verb<Documents, 'setFileAside'> = async (ctx, { fileId, reason }) => {
  const file = await holdFile(ctx, fileId);
  if (file.state !== 'received') return ctx.fail('filedAlready');
  await setFile(ctx, fileId, { state: 'aside', aside_reason: reason });
  ctx.note('documents.fileSetAside', { subject: `File/${fileId}`, details: { reason } });
  ctx.emit('documents.filesChanged', {});
  return { fileId };
};

export async function setFile(
  ctx: Context,
  fileId: string,
  values: { state?: string; aside_reason?: string; patient_id?: string },
): Promise<void> {
  await ctx.db
    .updateTable('documents_file')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', fileId)
    .execute();
}
