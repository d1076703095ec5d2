import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { qrCode } from '#platform/server/print/barcode.ts';
import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { cardOf, mustBePatient } from '#slices/records/server/index.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import type { documents } from '../contract.ts';
import { coverText } from '../shared/cover.ts';
import { mustMay } from './rows.ts';
import { rowsOfPatient } from './patient-documents.ts';
import { mustBeType } from './types.ts';
import { documentViews } from './views.ts';

type Documents = typeof documents;

/** What is kept of one patient, as a list; what lay there by mistake is none of hers. */
export const printIndex: Verb<Documents, 'printIndex'> = async (ctx, { patientId }) => {
  const card = await cardOf(ctx, patientId);
  const { language } = ctx.clinic;
  const word = wordOf(ctx);
  const all = await documentViews(ctx, await rowsOfPatient(ctx, patientId), language);
  const listed = all.filter((one) => one.status !== 'entered-in-error');
  const rows = listed.map((one) => [
    formatPlainDate(one.servedOn, localeFor(language), 'short'),
    one.typeLabel,
    [one.title, one.source].filter(Boolean).join(' · '),
    String(one.pages),
    word(one.status === 'superseded' ? 'superseded' : one.docStatus),
  ]);
  const columns = [
    { title: word('servedOn'), width: 'auto' as const },
    { title: word('type'), width: 'auto' as const },
    { title: word('what') },
    { title: word('pages'), align: 'right' as const },
    { title: word('state'), width: 'auto' as const },
  ];
  const body = rows.length > 0 ? [dataTable(columns, rows, language)] : [{ text: word('none') }];
  return keep(ctx, card, 'index', body);
};

/** Goes on top of a stack before it is scanned: a hand scanner reads whose it is and what. */
export const printCoverSheet: Verb<Documents, 'printCoverSheet'> = async (ctx, { patientId, type: code }) => {
  const card = await mustBePatient(ctx, patientId);
  const type = await mustBeType(ctx, code, 'type');
  if (type.office) await mustMay(ctx, 'documents.office');
  const { language } = ctx.clinic;
  const word = wordOf(ctx);
  const label = language === 'id' ? type.labelId : type.labelEn;
  const code2d = qrCode(coverText({ recordNumber: card.recordNumber, type: code }), { sideMm: 60 });
  return keep(ctx, card, 'cover', [
    { text: label, fontSize: 28, bold: true, margin: [0, 12, 0, 12] },
    { stack: [code2d], margin: [0, 0, 0, 12] },
    keyValueGrid([
      { label: word('recordNumber'), value: card.recordNumber },
      { label: word('type'), value: label },
    ]),
    { text: word('coverHint'), margin: [0, 12, 0, 0] },
  ]);
};

const wordOf = (ctx: Context) => (key: string) => words(ctx.clinic.language, `documents_paper_${key}`);

async function keep(ctx: Context, card: PatientCard, kind: 'index' | 'cover', body: Content[]) {
  const { language, country } = ctx.clinic;
  const paper = {
    ...{ kind: `documents.${kind}`, size: paperSizeFor(country, 'document'), language },
    title: wordOf(ctx)(`title_${kind}`),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    body,
  };
  const about = { patientId: card.id, subject: `Patient/${card.id}` };
  return { patientId: card.id, paperId: await keepPaper(ctx, paper, about) };
}
