import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import { cardOf, letterLanguage } from '#slices/records/server/index.ts';
import type { DisclosureView, disclosures } from '../contract.ts';
import { accountingOf } from './accounting.ts';
import { dayWords, keepFor, whatWords } from './paper.ts';

/** The accounting as the patient takes it home, in her language; from now on it counts as given. */
export const printAccounting: Verb<typeof disclosures, 'printAccounting'> = async (ctx, { patientId }) => {
  const card = await cardOf(ctx, patientId);
  const language = letterLanguage(ctx, card);
  const { rows, fromOn, toOn } = await accountingOf(ctx, patientId);
  const say = (key: string) => words(language, `disclosures_paper_${key}`);
  const paperId = await keepFor(ctx, card, {
    ...{ kind: 'accounting', language, title: say('title'), subject: `Patient/${patientId}` },
    body: [
      keyValueGrid([
        { label: say('period'), value: `${dayWords(language, fromOn)} – ${dayWords(language, toOn)}` },
        { label: say('lines'), value: String(rows.length) },
      ]),
      { text: say('lead'), margin: [0, 6, 0, 4] },
      rows.length === 0 ? { text: say('none'), margin: [0, 6, 0, 0] } : table(language, rows),
    ],
  });
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
