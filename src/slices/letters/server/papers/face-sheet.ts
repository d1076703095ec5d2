import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { coveragesOf } from '#slices/insurance/server/index.ts';
import type { letters } from '#slices/letters/contract.ts';
import {
  bannerOf,
  identifierOf,
  mustBePatient,
  peopleOf,
  readContact,
} from '#slices/records/server/index.ts';
import { type WordOf, wordOf } from '../letter-text.ts';
import { keepLetterPaper } from './keep.ts';
import { allergyWords, medicineWords, problemWords } from './patient-words.ts';
import { list } from './visit-summary.ts';

/** Who she is, who speaks for her and who pays, what must be known first. For the clinic's own people. */
export const printFaceSheet: Verb<typeof letters, 'printFaceSheet'> = async (ctx, { patientId }) => {
  const card = await mustBePatient(ctx, patientId);
  const language = ctx.clinic.language;
  const word = wordOf(language);
  const people = await peopleOf(ctx, patientId);
  const body: Content[] = [
    keyValueGrid(await identification(ctx, patientId, word)),
    heading(word('face_people')),
    people.length > 0
      ? keyValueGrid(
          people.map(({ name, relationship, phone, role }) => ({
            label: `${word(`face_${role}`)}, ${words(language, `records_relationship_${relationship}`)}`,
            value: [name, phone].filter(Boolean).join(', '),
          })),
        )
      : list([], word),
    ...(await coverage(ctx, patientId, word)),
    heading(word('summary_allergies')),
    list(await allergyWords(ctx, card, word), word),
    heading(word('face_problems')),
    list(await problemWords(ctx, patientId, word), word),
    heading(word('summary_medicines')),
    list(await medicineWords(ctx, patientId, word), word),
  ];
  return keepLetterPaper(ctx, card, {
    ...{ name: 'faceSheet', title: word('paper_faceSheet'), subject: `Patient/${patientId}`, language },
    ...{ body, draft: false },
  });
};

async function identification(ctx: Context, patientId: string, word: WordOf) {
  const language = ctx.clinic.language;
  const [banner, contact, nik] = await Promise.all([
    bannerOf(ctx, patientId),
    readContact(ctx, patientId),
    identifierOf(ctx, patientId, 'nik'),
  ]);
  const { line, rt, rw, village, subdistrict, city, state, postalCode } = contact.address ?? {};
  const rtRw = rt || rw ? `RT ${rt ?? '–'}/RW ${rw ?? '–'}` : undefined;
  const where = [line, rtRw, village, subdistrict, city, state, postalCode].filter(Boolean).join(', ');
  const born = banner.birthDate;
  return [
    { label: word('face_name'), value: banner.name },
    { label: word('face_recordNumber'), value: banner.recordNumber },
    {
      label: word('face_birthDate'),
      value: born?.length === 10 ? formatPlainDate(born, localeFor(language)) : (born ?? ''),
    },
    { label: word('face_sex'), value: words(language, `records_sex_${banner.sex}`) },
    ...(nik ? [{ label: 'NIK', value: nik }] : []),
    { label: word('face_phone'), value: contact.phone ?? '' },
    { label: word('face_email'), value: contact.email ?? '' },
    { label: word('face_address'), value: where },
    { label: word('face_language'), value: languageName(banner.language, language) },
    ...(banner.interpreterNeeded
      ? [{ label: word('face_interpreter'), value: word('face_interpreterNeeded') }]
      : []),
  ];
}

function languageName(code: string | undefined, language: 'en' | 'id'): string {
  if (!code) return '';
  return new Intl.DisplayNames([localeFor(language)], { type: 'language' }).of(code) ?? code;
}

/** Who pays, for those who may know it. */
async function coverage(ctx: Context, patientId: string, word: WordOf): Promise<Content[]> {
  if (!(await ctx.may('insurance.read')).allowed) return [];
  const coverages = await coveragesOf(ctx, patientId);
  return [
    heading(word('face_coverage')),
    coverages.length > 0
      ? keyValueGrid(coverages.map(({ payer, memberNumber }) => ({ label: payer.name, value: memberNumber })))
      : { text: word('face_noCoverage') },
  ];
}
