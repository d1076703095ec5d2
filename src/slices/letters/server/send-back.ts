import type { Verb } from '#platform/server/slice.ts';
import type { letters } from '../contract.ts';
import { holdLetter } from './find-letter.ts';
import { contentOf, keptOf, letterOf, patientIdOf, stateOf } from './letter-codec.ts';
import { sentBackTask, signTask } from './tasks.ts';

/** The physician does not sign it so: it goes back to who drafted it, with the reason. */
export const sendBack: Verb<typeof letters, 'sendBack'> = async (ctx, { letterId, reason }) => {
  const { visitId, document } = await holdLetter(ctx, letterId);
  const state = stateOf(document);
  if (state === 'discarded') return ctx.fail('discarded');
  if (state === 'signed' || state === 'superseded') return ctx.fail('signed');
  const kept = { ...keptOf(document), sentBack: { reason, by: ctx.actor.name, at: ctx.now } };
  const changed = await ctx.record.patch('DocumentReference', letterId, (one) => {
    one.content = contentOf(kept, ctx.now);
  });
  const [subject, patientId] = [`DocumentReference/${letterId}`, patientIdOf(document)];
  await ctx.work.finish(subject, 'done', signTask.kind);
  await ctx.work.finish(subject, 'cancelled', sentBackTask.kind);
  await ctx.work.open({
    ...{ kind: sentBackTask.kind, subject, patientId, visitId, ownerId: kept.drafterId },
    params: { letter: kept.spoken.title, reason },
  });
  return { patientId, letter: letterOf(changed) };
};
