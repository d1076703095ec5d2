import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { documents } from '../contract.ts';
import { type DocumentRow, documentRows, seesOffice } from './rows.ts';
import { documentViews } from './views.ts';

/** More documents of one patient than this are no list that is read. */
const mostDocuments = 500;

export const patientDocuments: Verb<typeof documents, 'patientDocuments'> = async (ctx, { patientId }) => {
  // refuses for nobody; of a chart that is closed the documents are still read
  await cardOf(ctx, patientId);
  const rows = await rowsOfPatient(ctx, patientId);
  const shown = rows.slice(0, mostDocuments);
  return { patientId, documents: await documentViews(ctx, shown), more: rows.length > mostDocuments };
};

/** The newest service first, one more than is shown; the office file for those alone who may see it. */
export async function rowsOfPatient(
  ctx: Context,
  patientId: string,
  most = mostDocuments,
): Promise<DocumentRow[]> {
  return documentRows(ctx)
    .where('patient_id', '=', patientId)
    .where('office', 'in', (await seesOffice(ctx)) ? [true, false] : [false])
    .orderBy('served_on', 'desc')
    .orderBy('id', 'desc')
    .limit(most + 1)
    .execute();
}
