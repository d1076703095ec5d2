import type { Context } from '#platform/server/context.ts';
import { boxed } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { amendments } from '../contract.ts';
import type { Outcome } from '../shared/codes.ts';
import { dueWords, keepLetter, paragraph } from './paper.ts';
import { readRequest } from './read-requests.ts';
import { refuseTurn } from './refuse.ts';

type Amendments = typeof amendments;

/** That it is here, and by when it is answered. */
export const printAcknowledgement: Verb<Amendments, 'printAcknowledgement'> = async (ctx, { requestId }) => {
  const { request } = await readRequest(ctx, { requestId });
  return keepLetter(ctx, request, 'acknowledgement', (say, language) => [
    paragraph(say('acknowledgement_lead')),
    boxed([
      { text: say('due'), style: 'label' },
      { text: dueWords(ctx, language, request), bold: true },
    ]),
    ...(request.extension ? [paragraph(say('extension', { reason: request.extension.reason }))] : []),
    paragraph(say('acknowledgement_after')),
  ]);
};

/** What was changed, and who is told of it. */
export const printAcceptance: Verb<Amendments, 'printAcceptance'> = async (ctx, { requestId }) => {
  const request = await decidedAs(ctx, requestId, 'accepted');
  const names = request.parties.map((one) => one.name);
  return keepLetter(ctx, request, 'acceptance', (say) => [
    paragraph(say('acceptance_lead')),
    boxed([{ text: say('linked'), style: 'label' }, { text: request.linkedPlace }]),
    paragraph(
      names.length > 0 ? say('acceptance_told', { names: names.join(', ') }) : say('acceptance_nobody'),
    ),
    paragraph(say('acceptance_more')),
  ]);
};

/** The basis, and the four rights that the letter must name: 45 CFR 164.526 (d)(1). */
export const printDenial: Verb<Amendments, 'printDenial'> = async (ctx, { requestId }) => {
  const request = await decidedAs(ctx, requestId, 'denied');
  const clinic = ctx.clinic.name;
  // to whom a patient complains is the law of the clinic's place, not of her language
  const authority = ctx.clinic.country === 'ID' ? 'ID' : 'US';
  return keepLetter(ctx, request, 'denial', (say, language) => [
    paragraph(say('denial_lead')),
    boxed([
      { text: say('basis'), style: 'label' },
      { text: words(language, `amendments_paper_basis_${request.denyReason}`), bold: true },
      { text: request.denyWords, margin: [0, 4, 0, 0] },
    ]),
    paragraph(say('rights'), true),
    paragraph(say('right_statement', { clinic })),
    paragraph(say('right_along')),
    paragraph(say('right_rebuttal')),
    paragraph(say(`right_complain_${authority}`, { clinic })),
  ]);
};

/** A request with this outcome; refuses `outOfTurn` with where it stands. */
async function decidedAs(ctx: Context, requestId: string, outcome: Outcome) {
  const { request } = await readRequest(ctx, { requestId });
  return request.outcome === outcome ? request : refuseTurn(ctx, request.outcome ?? request.state);
}
