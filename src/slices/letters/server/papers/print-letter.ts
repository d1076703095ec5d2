import type { Content } from 'pdfmake/interfaces.js';
import { boxed, keyValueGrid, signatureBlock } from '#platform/server/print/blocks.ts';
import { signingPlace } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { signatureOf } from '#slices/orders/server/index.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { letters } from '#slices/letters/contract.ts';
import { mustFindLetter } from '../find-letter.ts';
import { keptOf, numberOf, patientIdOf, stateOf } from '../letter-codec.ts';
import { wordOf } from '../letter-text.ts';
import { keepLetterPaper } from './keep.ts';

/** The letter in the words that were signed; a draft without a name under it, and DRAFT on each page. */
export const printLetter: Verb<typeof letters, 'printLetter'> = async (ctx, { letterId }) => {
  const document = await mustFindLetter(ctx, letterId);
  const state = stateOf(document);
  if (state === 'discarded') return ctx.fail('discarded');
  const patientId = patientIdOf(document);
  const card = await cardOf(ctx, patientId);
  const { spoken, language, content } = keptOf(document);
  const word = wordOf(language);
  const draft = state === 'draft' || state === 'sentBack';
  const signature = signatureOf(document);
  // `SIP 503/…`: the word for the number stands before it
  const [licenceLabel, ...digits] = signature?.licenceNumber?.split(' ') ?? [];
  const signer = {
    name: draft ? '' : (signature?.name ?? ''),
    role: word('paper_physician'),
    ...(licenceLabel && { licenceLabel, licenceNumber: digits.join(' ') }),
  };
  const date = zonedDay(signature?.at ?? ctx.now, ctx.clinic.zone);
  const body: Content[] = [
    ...(state === 'superseded' ? [boxed([{ text: word('paper_superseded'), bold: true }])] : []),
    keyValueGrid(spoken.facts, content.kind === 'health' ? 2 : 1),
    ...spoken.sentences.map((text): Content => ({ text, margin: [0, 8, 0, 0], lineHeight: 1.3 })),
    signatureBlock([signer], { place: signingPlace(ctx.clinic), date, language }),
  ];
  return keepLetterPaper(ctx, card, {
    ...{
      name: 'letter',
      title: spoken.title,
      subject: `DocumentReference/${letterId}`,
      language,
      body,
      draft,
    },
    number: numberOf(document),
    patientPart: 'correspondence',
  });
};
