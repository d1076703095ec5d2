import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { letters } from '../contract.ts';
import { holdLetter } from './find-letter.ts';
import { contentOf, keptOf, letterOf, patientIdOf, stateOf } from './letter-codec.ts';

/** A draft that nobody needs any more: in error with the reason, since nothing of a chart is deleted. */
export const discardDraft: Verb<typeof letters, 'discardDraft'> = async (ctx, { letterId, reason }) => {
  const { document } = await holdLetter(ctx, letterId);
  const state = stateOf(document);
  if (state === 'discarded') return ctx.fail('discarded');
  if (state === 'signed' || state === 'superseded') return ctx.fail('signed');
  const { sentBack: _, ...kept } = keptOf(document);
  const changed = await ctx.record.patch('DocumentReference', letterId, (one) => {
    one.status = 'entered-in-error';
    one.docStatus = 'entered-in-error';
    one.description = words(kept.language, 'letters_discardedFor', { by: ctx.actor.name, reason });
    one.content = contentOf(kept, ctx.now);
  });
  await ctx.work.finish(`DocumentReference/${letterId}`, 'cancelled');
  return { patientId: patientIdOf(document), letter: letterOf(changed) };
};
