import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { letters } from '../contract.ts';
import { draftOf } from './draft-letter.ts';
import { holdLetter, lettersOfVisit } from './find-letter.ts';
import { keptOf, letterOf, letterResource, numberOf, patientIdOf, stateOf } from './letter-codec.ts';
import { waitForSignature } from './tasks.ts';

/** A new version of a signed letter, drafted from its words and signed like any other. */
export const correctLetter: Verb<typeof letters, 'correctLetter'> = async (ctx, { letterId, reason }) => {
  const { visitId, document } = await holdLetter(ctx, letterId);
  const number = numberOf(document) ?? '';
  if (stateOf(document) === 'superseded') return ctx.fail('alreadyReplaced', { number });
  if (stateOf(document) !== 'signed') return ctx.fail('notSigned');
  const others = await lettersOfVisit(ctx, visitId);
  // two versions in its place would leave two letters that both hold
  const open = others.some(
    (one) => stateOf(one) !== 'discarded' && keptOf(one).replaces?.letterId === letterId,
  );
  if (open) return ctx.fail('alreadyReplaced', { number });
  const patientId = patientIdOf(document);
  const visit = await visitOf(ctx, visitId);
  const kept = await draftOf(ctx, visit, keptOf(document).content, { letterId, number, reason });
  const created = await ctx.record.create(letterResource(ctx, kept, { visitId, patientId }));
  await waitForSignature(ctx, { letterId: created.id, patientId, visitId, title: kept.spoken.title });
  return { patientId, letter: letterOf(created) };
};
