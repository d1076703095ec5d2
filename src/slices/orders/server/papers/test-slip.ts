import type { Content } from 'pdfmake/interfaces.js';
import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '#slices/orders/contract.ts';
import { codeLabels } from '../codes.ts';
import { codeOf } from '../diagnosis-codec.ts';
import { favouriteLabels } from '../favourites.ts';
import { detailOf, stateOf } from '../order-codec.ts';
import { keepVisitPaper, type PaperSource, paperSource, signedBy } from './visit-paper.ts';

export const printTestSlip: Verb<typeof orders, 'printTestSlip'> = async (ctx, { visitId }) => {
  const source = await paperSource(ctx, visitId);
  const { language, record, word } = source;
  const standing = record.orders.filter((one) => stateOf(one) !== 'cancelled');
  const tests = standing.flatMap((one) => {
    const detail = detailOf(one);
    return detail?.kind === 'test' ? [{ detail, draft: stateOf(one) === 'draft' }] : [];
  });
  if (tests.length === 0) return ctx.fail('nothingToPrint');
  const labels = await favouriteLabels(
    ctx,
    tests.map(({ detail }) => detail.code),
  );
  const rows = tests.map(({ detail }) => [
    (detail.code && labels.get(detail.code)?.[language]) || detail.label,
    word(`urgency_${detail.urgency}`),
    detail.instructions ?? '',
  ]);
  const columns = ['test', 'urgency', 'instructions'].map((name) => ({
    title: word(`paper_column_${name}`),
  }));
  const body: Content[] = [
    keyValueGrid([{ label: word('paper_diagnoses'), value: await diagnosisWords(source) }], 1),
    dataTable(columns, rows, language),
    signedBy(source),
  ];
  return keepVisitPaper(source, {
    ...{ paper: 'testSlip', patientPart: 'referrals', body },
    draft: tests.some(({ draft }) => draft),
  });
};

/** Diagnoses with their codes in the paper's language. */
export async function diagnosisWords({ ctx, record, language }: PaperSource): Promise<string> {
  const labels = await codeLabels(ctx, record.conditions.map(codeOf));
  return record.conditions
    .map((one) => `${codeOf(one)} ${labels.get(codeOf(one))?.[language] ?? one.code?.text ?? ''}`.trim())
    .join('; ');
}
