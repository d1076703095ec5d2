import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { authorOf, mustBePatient } from '#slices/records/server/index.ts';
import type { Content, letters } from '../contract.ts';
import { checkContent } from './check-content.ts';
import { mustFindLetter } from './find-letter.ts';
import {
  contentOf,
  type Kept,
  keptOf,
  letterOf,
  letterResource,
  stateOf,
  versionOf,
  visitIdOf,
} from './letter-codec.ts';
import { spokenOf } from './letter-text.ts';
import { certified, measuredIn } from './measured.ts';
import { waitForSignature } from './tasks.ts';

export const draftLetter: Verb<typeof letters, 'draftLetter'> = async (ctx, input) => {
  const { visitId, letterId, content } = input;
  // held to the end: a draft is not changed under the physician's signature
  const visit = await visitOf(ctx, visitId, true);
  const { patientId } = visit;
  if (patientId !== input.patientId) return ctx.fail('otherPatient');
  await mustBePatient(ctx, patientId);
  if (!visit.stamps.arrived) return ctx.fail('notHereYet');
  await checkContent(ctx, content, { patientId, day: visit.day });
  if (letterId) {
    const standing = await mustFindLetter(ctx, letterId);
    // another visit's is another patient's, or certifies another day
    if (visitIdOf(standing) !== visitId) return refuse('notFound', { type: 'Letter', id: letterId });
    const state = stateOf(standing);
    if (state === 'discarded') return ctx.fail('discarded');
    if (state !== 'draft' && state !== 'sentBack') return ctx.fail('signed');
    if (versionOf(standing) !== input.version)
      return ctx.fail('changedMeanwhile', { by: standing.author?.[0]?.display ?? '' });
    const { replaces } = keptOf(standing);
    const kept = await draftOf(ctx, visit, content, replaces);
    const changed = await ctx.record.patch('DocumentReference', letterId, (one) => {
      one.content = contentOf(kept, ctx.now);
      one.type = { coding: [{ ...one.type?.coding?.[0], code: content.kind }] };
      one.author = [authorOf(ctx)];
      one.date = ctx.now;
    });
    await waitForSignature(ctx, { letterId, patientId, visitId, title: kept.spoken.title });
    return { patientId, letter: letterOf(changed) };
  }
  const kept = await draftOf(ctx, visit, content);
  const created = await ctx.record.create(letterResource(ctx, kept, { visitId, patientId }));
  await waitForSignature(ctx, { letterId: created.id, patientId, visitId, title: kept.spoken.title });
  return { patientId, letter: letterOf(created) };
};

type Visit = Awaited<ReturnType<typeof visitOf>>;

/** What a draft of this visit holds: nothing of what was measured is taken from whoever drafts. */
export async function draftOf(
  ctx: Context<'nothingMeasured'>,
  { visitId, day, stamps }: Visit,
  content: Content,
  replaces?: Kept['replaces'],
): Promise<Kept> {
  const measured = content.kind === 'health' ? certified(await measuredIn(ctx, visitId)) : [];
  if (content.kind === 'health' && measured.length === 0) return ctx.fail('nothingMeasured');
  const source = {
    ...{ content, language: ctx.clinic.language, day, measured },
    ...(stamps.arrived && { arrivedAt: stamps.arrived }),
    ...(stamps.left && { leftAt: stamps.left }),
    ...(replaces && { replaces }),
  };
  return { ...source, drafterId: ctx.actor.id, spoken: spokenOf(source, ctx.clinic.zone) };
}
