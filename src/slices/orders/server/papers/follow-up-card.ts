import type { Content } from 'pdfmake/interfaces.js';
import { boxed, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { orders } from '#slices/orders/contract.ts';
import { detailOf, stateOf } from '../order-codec.ts';
import { keepVisitPaper, paperSource } from './visit-paper.ts';

export const printFollowUpCard: Verb<typeof orders, 'printFollowUpCard'> = async (ctx, { visitId }) => {
  const source = await paperSource(ctx, visitId);
  const { language, record, word, signer } = source;
  const planned = record.orders
    .filter((one) => stateOf(one) !== 'cancelled')
    .flatMap((one) => {
      const detail = detailOf(one);
      return detail?.kind === 'followUp' ? [{ detail, draft: stateOf(one) === 'draft' }] : [];
    });
  if (planned.length === 0) return ctx.fail('nothingToPrint');
  const body = planned.map(
    ({ detail }): Content =>
      boxed([
        { text: spokenDay(detail.on, language), bold: true, fontSize: 14 },
        keyValueGrid(
          [
            { label: word('paper_followUpWith'), value: detail.withWhom ?? signer.name },
            { label: word('paper_followUpFor'), value: detail.purpose ?? '' },
          ],
          1,
        ),
      ]),
  );
  body.push({ text: word('paper_followUpBring'), margin: [0, 8, 0, 0] });
  return keepVisitPaper(source, {
    paper: 'followUpCard',
    patientPart: 'notes',
    use: 'receipt',
    body,
    draft: planned.some(({ draft }) => draft),
  });
};

/** `Senin, 16 Maret 2026`: people remember the day of the week. */
function spokenDay(day: string, language: 'en' | 'id'): string {
  const locale = localeFor(language);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.parse(day),
  );
  return `${weekday}, ${formatPlainDate(day, locale)}`;
}
