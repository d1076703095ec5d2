import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { DocStatus, Scan } from '../shared/codes.ts';
import { docStatusOf, isDone, type Standing } from '../shared/standing.ts';
import type { Needs } from '../shared/types.ts';

export type DocumentRow = Selectable<Tables['documents_document']>;
/** A file without its bytes, which are read where they are needed and nowhere else. */
export type FileRow = Omit<Selectable<Tables['documents_file']>, 'content'>;

const fileColumns = [
  ...(['clinic_id', 'id', 'file_name', 'content_type', 'size', 'pages', 'sha256', 'binary_id'] as const),
  ...([
    'patient_id',
    'received_at',
    'received_by',
    'received_by_name',
    'scan',
    'scanned_at',
    'virus',
  ] as const),
  ...(['state', 'aside_reason'] as const),
] as const;

export function fileRows(ctx: Context) {
  return ctx.db.selectFrom('documents_file').select(fileColumns).where('clinic_id', '=', ctx.clinic.id);
}

export function documentRows(ctx: Context) {
  return ctx.db.selectFrom('documents_document').selectAll().where('clinic_id', '=', ctx.clinic.id);
}

/** A file, held to the end so that of two who file it one does. Refuses `notFound`. */
export async function holdFile(ctx: Context, fileId: string): Promise<FileRow> {
  const row = await fileRows(ctx).where('id', '=', fileId).forUpdate().executeTakeFirst();
  return row ?? refuse('notFound', { type: 'File', id: fileId });
}

/** The file of a document, which always has one. */
export function fileOf(ctx: Context, fileId: string): Promise<FileRow> {
  return fileRows(ctx).where('id', '=', fileId).executeTakeFirstOrThrow();
}

/** Whether the caller may know of what is kept apart from the chart. */
export async function seesOffice(ctx: Context): Promise<boolean> {
  return ctx.actor.kind === 'system' || (await ctx.may('documents.office')).allowed;
}

/** A document that the caller may know of. What is not hers to know of looks absent. Refuses `notFound`. */
export async function mustFindDocument(ctx: Context, documentId: string, lock = false): Promise<DocumentRow> {
  const query = documentRows(ctx).where('id', '=', documentId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row || (row.office && !(await seesOffice(ctx)))) {
    return refuse('notFound', { type: 'Document', id: documentId });
  }
  return row;
}

/** The document that stands, as it was read, held to the end. Refuses `changedMeanwhile`, `notCurrent`. */
export async function holdDocument(
  ctx: Context<'changedMeanwhile' | 'notCurrent'>,
  { documentId, version }: { documentId: string; version: number },
): Promise<DocumentRow> {
  const row = await mustFindDocument(ctx, documentId, true);
  if (row.status !== 'current') return ctx.fail('notCurrent');
  return row.version === version ? row : ctx.fail('changedMeanwhile');
}

export function standingOf(row: DocumentRow): Standing {
  return {
    ...{ needs: row.needs as Needs, amended: row.amended || row.replaces !== null },
    ...{ reviewed: row.reviewed_at !== null, signed: row.signed_at !== null },
  };
}

export const isDoneRow = (row: DocumentRow): boolean => isDone(standingOf(row));
export const docStatusOfRow = (row: DocumentRow): DocStatus => docStatusOf(standingOf(row));
export const isOpenable = ({ scan }: { scan: string }): boolean => scan === 'none' || scan === 'clean';
export const scanOf = (file: FileRow): Scan => file.scan as Scan;

/** Refuses `notAllowed` with the reason and who may, as the pipeline does. */
export async function mustMay(ctx: Context, action: string): Promise<void> {
  if (ctx.actor.kind === 'system') return;
  const decision = await ctx.may(action);
  if (decision.allowed) return;
  const reason = decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
  refuse('notAllowed', { action, reason, whoMay: decision.whoMay });
}

/** Whether what this person files waits for somebody to look at it: a student. */
export async function isPreliminary(ctx: Context): Promise<boolean> {
  const decision = await ctx.may('documents.file');
  return decision.allowed && decision.preliminary;
}
