import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { DisclosureView, disclosures } from '../contract.ts';
import { accountingOf } from './accounting.ts';
import { cardOf, languageOf } from './patient.ts';

/** The accounting as the patient takes it home, in her language; from now on it counts as given. */
export const printAccounting: Verb<typeof disclosures, 'printAccounting'> = async (ctx, { patientId }) => {
  const card = await cardOf(ctx, patientId);
  const language = languageOf(ctx, card);
  const { rows, fromOn, toOn } = await accountingOf(ctx, patientId);
  const say = (key: string, params?: Record<string, string>) =>
    words(language, `disclosures_paper_${key}`, params);
  const from = dayWords(language, fromOn);
  const to = dayWords(language, toOn);
  const paper: Paper = {
    kind: 'disclosures.accounting',
    size: paperSizeFor(ctx.clinic.country, 'document'),
    use: 'document',
    language,
    title: say('title'),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    body: [
      keyValueGrid([
        { label: say('period'), value: `${from} – ${to}` },
        { label: say('lines'), value: String(rows.length) },
      ]),
      { text: say('lead'), margin: [0, 6, 0, 4] },
      rows.length === 0 ? { text: say('none'), margin: [0, 6, 0, 0] } : table(language, rows),
    ],
  };
  const paperId = await keepPaper(ctx, paper, { patientId, subject: `Patient/${patientId}` });
  await ctx.db
    .insertInto('disclosures_given')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: patientId, given_on: toOn },
      ...{ given_by: ctx.actor.name, lines: rows.length },
    })
    .execute();
  ctx.note('disclosures.accountingGiven', { patientId, details: { lines: rows.length } });
  ctx.emit('disclosures.changed', { patientId });
  return { patientId, paperId };
};

function table(language: Language, rows: readonly DisclosureView[]) {
  const columns = ['on', 'recipient', 'what', 'purpose'] as const;
  return dataTable(
    columns.map((name) => ({
      title: words(language, `disclosures_paper_column_${name}`),
      ...(name === 'on' && { width: 'auto' as const }),
    })),
    rows.map((row) => [
      dayWords(language, row.on),
      [row.recipientName, row.recipientAddress].join('\n'),
      whatWords(language, row),
      [row.purpose, words(language, `disclosures_basis_${row.basis}`)].join('\n'),
    ]),
    language,
  );
}

/** Parts, what of them, and the dates of service. */
function whatWords(language: Language, row: DisclosureView): string {
  const parts = row.parts.map((one) => words(language, `disclosures_part_${one}`)).join(', ');
  const range = [row.fromOn, row.toOn].map((day) => (day ? dayWords(language, day) : '')).join(' – ');
  return [parts, row.partsNote, range === ' – ' ? '' : range].filter(Boolean).join('\n');
}

function dayWords(language: Language, day: string): string {
  return formatPlainDate(day, localeFor(language), 'short');
}
