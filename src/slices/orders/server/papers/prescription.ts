import type { Content } from 'pdfmake/interfaces.js';
import { boxed } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Language } from '#platform/shared/languages.ts';
import { englishWords, terbilang } from '#platform/shared/terbilang.ts';
import type { MedicineLine, orders } from '#slices/orders/contract.ts';
import { medicineName, medicineTaking, type WordOf } from '#slices/orders/shared/describe.ts';
import { latinForm, roman, signa } from '#slices/orders/shared/signa.ts';
import { detailOf, stateOf } from '../order-codec.ts';
import { keepVisitPaper, paperSource, signedBy } from './visit-paper.ts';

export const printPrescription: Verb<typeof orders, 'printPrescription'> = async (ctx, { visitId }) => {
  const source = await paperSource(ctx, visitId);
  const { card, language, record, word } = source;
  const standing = record.orders.filter((one) => stateOf(one) !== 'cancelled');
  const lines = standing
    .map(detailOf)
    .flatMap((detail) => (detail?.kind === 'medicine' ? [detail.medicine] : []));
  if (lines.length === 0) return ctx.fail('nothingToPrint');
  const writeLine = ctx.clinic.country === 'US' ? americanLine : indonesianLine;
  const body: Content[] = [
    { text: allergyLine(card.allergies, word), bold: true, margin: [0, 4, 0, 6] },
    ...lines.map((line) => writeLine(line, language, word)),
    signedBy(source),
  ];
  const unsigned = standing.some(
    (one) => one.resourceType === 'MedicationRequest' && stateOf(one) === 'draft',
  );
  return keepVisitPaper(source, { paper: 'prescription', use: 'receipt', body, draft: unsigned });
};

/** `R/` as pharmacies read it, with the quantity in Roman figures and in words against forging, then the sentence. */
function indonesianLine(line: MedicineLine, language: Language, word: WordOf): Content {
  const name = [line.drug, line.strength, latinForm(line.form)].filter(Boolean).join(' ');
  return boxed([
    {
      columns: [
        { text: 'R/', bold: true, width: 22 },
        { text: name, bold: true, width: '*' },
        {
          text: `No. ${romanQuantity(line.quantity)} (${quantityInWords(line.quantity, language)})`,
          width: 'auto',
        },
      ],
    },
    { text: signa(line), margin: [22, 2, 0, 0] },
    { text: medicineTaking(line, word), margin: [22, 2, 0, 0], italics: true },
  ]);
}

/** Sig, quantity with its words, and no refills unless a new prescription is written. */
function americanLine(line: MedicineLine, language: Language, word: WordOf): Content {
  return boxed([
    { text: medicineName(line, word), bold: true },
    { text: `Sig: ${medicineTaking(line, word)}`, margin: [0, 2, 0, 0] },
    {
      text: word('paper_dispense', {
        quantity: line.quantity,
        inWords: quantityInWords(line.quantity, language),
      }),
      margin: [0, 2, 0, 0],
    },
  ]);
}

function romanQuantity(quantity: string): string {
  const value = Number(quantity.replace(',', '.'));
  return Number.isInteger(value) && value >= 1 && value < 4000 ? roman(value) : quantity;
}

function quantityInWords(quantity: string, language: Language): string {
  if (!/^\d+$/.test(quantity)) return quantity;
  return language === 'id' ? terbilang(BigInt(quantity)) : englishWords(BigInt(quantity));
}

/** Allergies stand on every prescription: what is not asked is said so too. */
export function allergyLine(allergies: string | readonly string[], word: WordOf): string {
  if (typeof allergies === 'string') return word(`paper_allergies_${allergies}`);
  return word('paper_allergies_listed', { list: allergies.join(', ') });
}
