import type { Content } from 'pdfmake/interfaces.js';
import { heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '#slices/orders/contract.ts';
import { medicineName, medicineTaking } from '#slices/orders/shared/describe.ts';
import { favouriteLabels } from '../favourites.ts';
import { documentText } from '../note-codec.ts';
import { detailOf, stateOf } from '../order-codec.ts';
import { allergyLine } from './prescription.ts';
import { diagnosisWords } from './test-slip.ts';
import { keepVisitPaper, type PaperSource, paperSource, signedBy } from './visit-paper.ts';

export const printReferralLetter: Verb<typeof orders, 'printReferralLetter'> = async (ctx, { visitId }) => {
  const source = await paperSource(ctx, visitId);
  const { language, record, word, card } = source;
  const referrals = record.orders
    .filter((one) => stateOf(one) !== 'cancelled')
    .flatMap((one) => {
      const detail = detailOf(one);
      return detail?.kind === 'referral' ? [{ detail, draft: stateOf(one) === 'draft' }] : [];
    });
  if (referrals.length === 0) return ctx.fail('nothingToPrint');
  const labels = await favouriteLabels(
    ctx,
    referrals.map(({ detail }) => detail.code),
  );
  const body = referrals.flatMap(({ detail }): Content[] => [
    keyValueGrid([
      {
        label: word('paper_referTo'),
        value: (detail.code && labels.get(detail.code)?.[language]) || detail.to,
      },
      { label: word('paper_column_urgency'), value: word(`urgency_${detail.urgency}`) },
    ]),
    heading(word('paper_referQuestion')),
    { text: detail.question },
  ]);
  body.push(
    heading(word('paper_diagnoses')),
    { text: (await diagnosisWords(source)) || '–' },
    heading(word('paper_referFindings')),
    { text: documentText(record.note).trim() || '–' },
    heading(word('paper_referMedicines')),
    { text: medicinesOf(source) || '–' },
    { text: allergyLine(card.allergies, word), bold: true, margin: [0, 8, 0, 0] },
    { text: word('paper_referReply', { clinic: ctx.clinic.name }), margin: [0, 8, 0, 0] },
    signedBy(source),
  );
  return keepVisitPaper(source, {
    paper: 'referralLetter',
    patientPart: 'referrals',
    body,
    draft: referrals.some(({ draft }) => draft),
  });
};

function medicinesOf({ record, word }: PaperSource): string {
  return record.orders
    .filter((one) => stateOf(one) !== 'cancelled')
    .flatMap((one) => {
      const detail = detailOf(one);
      return detail?.kind === 'medicine' ? [detail.medicine] : [];
    })
    .map((line) => `${medicineName(line, word)}: ${medicineTaking(line, word)}`)
    .join('\n');
}
