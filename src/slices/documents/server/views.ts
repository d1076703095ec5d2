import type { Context } from '#platform/server/context.ts';
import type { DocumentView, FileView } from '../contract.ts';
import type { ContentType, DocumentStatus } from '../shared/codes.ts';
import type { Needs } from '../shared/types.ts';
import {
  type DocumentRow,
  docStatusOfRow,
  type FileRow,
  fileRows,
  isDoneRow,
  isOpenable,
  scanOf,
} from './rows.ts';
import { typesOf } from './types.ts';

/** Rows as the contract tells them, in their order. */
export async function documentViews(
  ctx: Context,
  rows: readonly DocumentRow[],
  language = ctx.language,
): Promise<DocumentView[]> {
  if (rows.length === 0) return [];
  const files = await fileRows(ctx)
    .where('id', 'in', [...new Set(rows.map((one) => one.file_id))])
    .execute();
  const byId = new Map(files.map((one) => [one.id, one]));
  const mayOpen = (await ctx.may('documents.open')).allowed;
  const types = await typesOf(ctx);
  return rows.flatMap((row) => {
    const file = byId.get(row.file_id);
    const type = types.find((one) => one.code === row.type_code);
    const label = (language === 'id' ? type?.labelId : type?.labelEn) ?? row.type_label;
    return file ? [viewOf(row, file, { label, mayOpen })] : [];
  });
}

function viewOf(
  row: DocumentRow,
  file: FileRow,
  { label, mayOpen }: { label: string; mayOpen: boolean },
): DocumentView {
  const stands = row.status !== 'entered-in-error';
  const waits = row.status === 'current' && !isDoneRow(row);
  return {
    ...{ documentId: row.id, patientId: row.patient_id, fileId: row.file_id, version: row.version },
    ...{ type: row.type_code, typeLabel: label, office: row.office, servedOn: row.served_on },
    // of another patient's nothing is told in the chart in which it lay
    ...{ title: stands ? row.title : '', source: stands ? row.source : '' },
    ...{ contentType: file.content_type as ContentType, pages: file.pages, scan: scanOf(file) },
    ...{ status: row.status as DocumentStatus, docStatus: docStatusOfRow(row) },
    ...(waits && { waitsFor: row.needs as Needs }),
    ...{ filedAt: row.filed_at, filedBy: row.filed_by_name },
    ...(row.reviewed_at && { reviewed: { name: row.reviewed_by_name ?? '', at: row.reviewed_at } }),
    ...(row.signed_at && { signed: { name: row.signed_by_name ?? '', at: row.signed_at } }),
    ...(row.visit_id && { visitId: row.visit_id }),
    ...(row.replaces && { replaces: row.replaces }),
    ...(row.reason && { reason: row.reason }),
    opens: mayOpen && stands && isOpenable(file),
  };
}

export async function answerOf(ctx: Context, row: DocumentRow) {
  const [document] = await documentViews(ctx, [row]);
  if (!document) throw new Error('a document has its file');
  return { patientId: row.patient_id, document };
}

/** Files with whether the same bytes are filed already. */
export async function fileViews(ctx: Context, rows: readonly FileRow[]): Promise<FileView[]> {
  if (rows.length === 0) return [];
  const alike = await ctx.db
    .selectFrom('documents_file')
    .select('sha256')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('sha256', 'in', [...new Set(rows.map((one) => one.sha256))])
    .where('state', '=', 'filed')
    .execute();
  const filed = new Set(alike.map((one) => one.sha256));
  return rows.map((row) => ({
    ...{ fileId: row.id, fileName: row.file_name, contentType: row.content_type as ContentType },
    ...{ size: row.size, pages: row.pages, scan: scanOf(row), filedBefore: filed.has(row.sha256) },
    ...{ receivedAt: row.received_at, receivedBy: row.received_by_name },
    ...(row.patient_id && { patientId: row.patient_id }),
  }));
}
