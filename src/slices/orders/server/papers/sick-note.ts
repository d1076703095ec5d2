import type { Content } from 'pdfmake/interfaces.js';
import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { englishWords, terbilang } from '#platform/shared/terbilang.ts';
import { daysBetween, formatPlainDate } from '#platform/shared/time.ts';
import type { orders, SickNote } from '#slices/orders/contract.ts';
import { signatureOf, sickNoteOf } from '../note-codec.ts';
import { keepVisitPaper, type PaperSource, paperSource, signedBy } from './visit-paper.ts';

export const printSickNote: Verb<typeof orders, 'printSickNote'> = async (ctx, { visitId, sickNoteId }) => {
  const source = await paperSource(ctx, visitId);
  const notes = source.record.sickNotes;
  const chosen = sickNoteId ? notes.find((one) => one.id === sickNoteId) : notes.at(-1);
  if (!chosen) return ctx.fail('nothingToPrint');
  const note = sickNoteOf(chosen);
  const signature = signatureOf(chosen);
  // drafted by an assistant, it is the physician's name that stands under it, and only once she has signed
  const signed = { ...source, signer: { ...source.signer, name: signature?.name ?? '' } };
  return keepVisitPaper(source, {
    paper: 'sickNote',
    patientPart: 'correspondence',
    body: [...sentences(source, note), signedBy(signed)],
    draft: !note.signed,
  });
};

/** What an employer or a school may know: that she cannot come, and for how long. No diagnosis stands on it. */
function sentences({ word, language }: PaperSource, note: SickNote): Content[] {
  const day = (date: string) => formatPlainDate(date, localeFor(language));
  const days = daysBetween(note.from, note.to) + 1;
  const inWords = language === 'id' ? terbilang(BigInt(days)) : englishWords(BigInt(days));
  const rest = word('paper_sickRest', { count: days, inWords, from: day(note.from), to: day(note.to) });
  const parts = [word('paper_sickIntro'), rest, ...(note.advice ? [note.advice] : []), word('paper_sickUse')];
  return parts.map((text): Content => ({ text, margin: [0, 6, 0, 0], lineHeight: 1.3 }));
}
