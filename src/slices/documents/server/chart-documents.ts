import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { hasWords } from '#platform/server/words.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { cardOf, documentLine } from '#slices/records/server/index.ts';
import type { ChartPaper, DocumentView, documents } from '../contract.ts';
import { isOurs } from './codec.ts';
import { rowsOfPatient } from './patient-documents.ts';
import { documentViews } from './views.ts';

/** What fits on a chart; more is in the timeline, and what was filed on its own page. */
const mostPapers = 30;
/** Read of the record: what was filed takes places there and is told from its index. */
const mostRead = 60;

export const chartDocuments: Verb<typeof documents, 'chartDocuments'> = async (ctx, { patientId }) => {
  const readsIndex = (await ctx.may('documents.read')).allowed;
  const [, found, rows] = await Promise.all([
    cardOf(ctx, patientId),
    ctx.record.search('DocumentReference', {
      where: [{ param: 'patient', reference: `Patient/${patientId}` }],
      ...{ order: '-date', limit: mostRead },
    }),
    readsIndex ? rowsOfPatient(ctx, patientId, mostRead) : [],
  ]);
  // what was replaced or lay here by mistake is on the page of what was filed
  const filed = await documentViews(
    ctx,
    rows.filter(({ status }) => status === 'current'),
  );
  const written = found.filter((one) => !isOurs(one) || (!readsIndex && one.status === 'current'));
  const papers = [...filed.map(filedPaper), ...written.flatMap((one) => writtenPaper(ctx, one))].sort(
    (a, b) => dayOf(ctx, b).localeCompare(dayOf(ctx, a)) || (b.at ?? '').localeCompare(a.at ?? ''),
  );
  const more = papers.length > mostPapers || found.length === mostRead || rows.length > mostRead;
  return { patientId, papers: papers.slice(0, mostPapers), more };
};

function filedPaper(filed: DocumentView): ChartPaper {
  const { documentId: id, typeLabel: label, servedOn: at, source: by, visitId } = filed;
  return { ...{ id, label, at, filed }, ...(by && { by }), ...(visitId && { visitId }) };
}

/** A note, a letter, or what another system sent; what was entered in error stays in the history alone. */
function writtenPaper(ctx: Context, one: DocumentReference): ChartPaper[] {
  const line = documentLine(one, ctx.language);
  if (!line || one.docStatus === 'entered-in-error') return [];
  const kind = one.type?.coding?.map(({ code }) => code).find((code) => hasWords(`records_document_${code}`));
  const by = one.author?.map(({ display }) => display).find(Boolean);
  const visitId = idOf(one.context?.encounter?.[0]?.reference, 'Encounter');
  // what was replaced says so, however final it was
  const status = one.status === 'superseded' ? one.status : line.status;
  return [
    {
      ...{ id: one.id ?? '', label: line.label },
      ...(kind && { kind }),
      ...(status && { status }),
      ...(line.at && { at: line.at }),
      ...(by && { by }),
      ...(visitId && { visitId }),
    },
  ];
}

/** The day by which papers stand in order: of the service where one is filed, of the writing where it was written here. */
const dayOf = (ctx: Context, { at = '' }: ChartPaper) =>
  at.includes('T') ? zonedDay(at, ctx.clinic.zone) : at;
