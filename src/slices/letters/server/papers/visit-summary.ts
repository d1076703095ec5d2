import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { boxed, heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { emergencyNumber, visitOf } from '#slices/front-desk/server/index.ts';
import type { letters } from '#slices/letters/contract.ts';
import { visitWords } from '#slices/orders/server/index.ts';
import { letterLanguage, mustBePatient } from '#slices/records/server/index.ts';
import { measuredWords } from '#slices/vitals/server/index.ts';
import { type WordOf, wordOf } from '../letter-text.ts';
import { measuredIn } from '../measured.ts';
import { keepLetterPaper } from './keep.ts';
import { allergyWords, medicineWords } from './patient-words.ts';

/** What the patient takes home: in her language, and a draft until the physician has signed the visit. */
export const printVisitSummary: Verb<typeof letters, 'printVisitSummary'> = async (ctx, { visitId }) => {
  const visit = await visitOf(ctx, visitId);
  if (!visit.stamps.arrived) return ctx.fail('notHereYet');
  const card = await mustBePatient(ctx, visit.patientId);
  const language = letterLanguage(ctx, card);
  const word = wordOf(language);
  const { signature, diagnoses, orders } = await visitWords(ctx, visitId, language);
  const measured = (await measuredIn(ctx, visitId)).map((one) => measuredWords(language, one));
  const lineOf = new Map(orders.map(({ ref, label }) => [ref, label]));
  const next = orders.filter(({ kind }) => kind === 'followUp' || kind === 'referral');
  const day = formatPlainDate(visit.day, localeFor(language));
  const body: Content[] = [
    keyValueGrid([
      { label: word('summary_visitOn'), value: day },
      { label: word('paper_physician'), value: signature?.name ?? '' },
      { label: word('summary_reason'), value: visit.reason },
    ]),
    heading(word('summary_measured')),
    measured.length > 0 ? keyValueGrid(measured, 3) : said(word('summary_nothingMeasured')),
    heading(word('summary_diagnoses')),
    // before the signature they are not the physician's last word
    signature ? list(diagnoses, word) : boxed([{ text: word('summary_unsigned'), bold: true }]),
    heading(word('summary_medicines')),
    list(await medicineWords(ctx, card.id, word, lineOf), word),
    heading(word('summary_allergies')),
    list(await allergyWords(ctx, card, word), word),
    heading(word('summary_next')),
    next.length > 0
      ? list(
          next.map(({ label }) => label),
          word,
        )
      : said(word('summary_noNext')),
    boxed(await whoToCall(ctx, word)),
  ];
  return keepLetterPaper(ctx, card, {
    ...{ name: 'visitSummary', title: word('paper_visitSummary'), subject: `Encounter/${visitId}`, language },
    ...{ body, draft: !signature, patientPart: 'notes' },
  });
};

const said = (text: string): Content => ({ text });

/** One line each; an empty list says that nothing is written there. */
export function list(lines: readonly string[], word: WordOf): Content {
  return lines.length > 0 ? { ul: [...lines] } : said(word('paper_nothingWritten'));
}

/** The clinic with its own lines of the letterhead, where its telephone stands, and the number of an emergency. */
async function whoToCall(ctx: Context, word: WordOf): Promise<Content[]> {
  const { name, settings } = ctx.clinic;
  const { letterhead } = settings as { letterhead?: unknown };
  const lines = Array.isArray(letterhead) ? letterhead.filter((one) => typeof one === 'string') : [];
  return [
    { text: word('summary_call', { clinic: [name, ...lines].join(', ') }) },
    { text: word('summary_emergency', { number: await emergencyNumber(ctx) }), bold: true },
  ];
}
