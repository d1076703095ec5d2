import { boxed, keyValueGrid } from '#platform/server/print/blocks.ts';
import { signedBy } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { cardOf, letterLanguage } from '#slices/records/server/index.ts';
import type { disclosures } from '../contract.ts';
import { readRequest } from './read-requests.ts';
import { dayWords, keepFor, whatWords } from './paper.ts';
import { todayOf } from './patient.ts';
import { refuseRelease } from './refuse.ts';

/**
 * The sheet on top of the copies: to whom, what lies below it, and what a wrong hand must do. The patient's own copy is in
 * her language, every other one in the clinic's.
 */
export const printCover: Verb<typeof disclosures, 'printCover'> = async (ctx, { requestId }) => {
  const { request, steps, patientId } = await readRequest(ctx, { requestId });
  const pulled = steps.find((one) => one.state === 'pulled');
  if (!pulled || request.outcome === 'denied')
    return refuseRelease('outOfTurn', {
      state: words(ctx.language, `disclosures_state_${request.outcome ?? request.state}`),
    });
  const card = await cardOf(ctx, patientId);
  const language = request.basis === 'patientAccess' ? letterLanguage(ctx, card) : ctx.clinic.language;
  const say = (key: string) => words(language, `disclosures_cover_${key}`);
  const paperId = await keepFor(ctx, card, {
    ...{ kind: 'cover', language, title: say('title'), subject: `Request/${requestId}` },
    body: [
      keyValueGrid([
        { label: say('to'), value: request.recipientName },
        { label: say('address'), value: request.recipientAddress },
        { label: say('purpose'), value: request.purpose },
        { label: say('basis'), value: words(language, `disclosures_basis_${request.basis}`) },
        { label: say('day'), value: dayWords(language, todayOf(ctx)) },
        { label: say('pages'), value: /^\d+/.exec(pulled.note)?.[0] ?? '' },
      ]),
      boxed([{ text: say('index'), style: 'label' }, { text: whatWords(language, request) }]),
      { text: say('confidential'), margin: [0, 8, 0, 0] },
      ...(request.special.length > 0 ? [{ text: say('special'), bold: true, margin: 4 }] : []),
      signedBy({ ...ctx, language }, [{ name: ctx.actor.name, role: say('records') }]),
    ],
  });
  return { patientId, paperId };
};
