import type { DocumentReference, Provenance } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { signDocument, signerOf } from '#slices/orders/server/index.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { letters } from '../contract.ts';
import { namedDiagnosis } from './check-content.ts';
import { holdLetter, mustFindLetter } from './find-letter.ts';
import {
  contentOf,
  type Kept,
  keptOf,
  letterNumberSystem,
  letterOf,
  patientIdOf,
  stateOf,
  versionOf,
  visitIdOf,
} from './letter-codec.ts';
import { spokenOf } from './letter-text.ts';
import { certified, measuredIn } from './measured.ts';
import { giveNumber } from './number.ts';

type Input = InputOf<typeof letters, 'signLetter'>;

/** The physician stands for exactly the text that she read, with her own conclusion where the letter has one. */
export const signLetter: Verb<typeof letters, 'signLetter'> = async (ctx, input) => {
  const { letterId } = input;
  const { visitId, document } = await holdLetter(ctx, letterId);
  const state = stateOf(document);
  if (state === 'discarded') return ctx.fail('discarded');
  if (state === 'signed' || state === 'superseded') return ctx.fail('signed');
  if (versionOf(document) !== input.version)
    return ctx.fail('changedMeanwhile', { by: document.author?.[0]?.display ?? '' });
  const kept = keptOf(document);
  checkConclusion(kept, input);
  const patientId = patientIdOf(document);
  const named = await namedDiagnosis(ctx, kept.content, patientId);
  if (named) return ctx.fail('namesDiagnosis', { name: named.name });
  if (await isMeasuredAnew(ctx, visitId, kept)) return ctx.fail('measuredAnew');
  await mustHoldStill(ctx, visitId, kept);
  const { content, language, day, arrivedAt, leftAt, measured, drafterId, replaces } = kept;
  const { conclusion, remark } = input;
  // conclusion and remark are hers alone, whatever a draft may hold
  const final = {
    ...{ content, language, day, measured, drafterId },
    ...(arrivedAt && { arrivedAt }),
    ...(leftAt && { leftAt }),
    ...(replaces && { replaces }),
    ...(conclusion && { conclusion }),
    ...(remark && { remark }),
  };
  const spoken = spokenOf(final, ctx.clinic.zone);
  const signature = await signerOf(ctx, undefined);
  const number = await giveNumber(ctx, { letterId, patientId, by: signature.name });
  const signed = await ctx.record.patch('DocumentReference', letterId, (one) => {
    one.content = contentOf({ ...final, spoken }, ctx.now);
    one.identifier = [{ system: letterNumberSystem, value: number }];
    signDocument(ctx, one, signature);
    if (replaces) one.docStatus = 'amended';
  });
  if (replaces) {
    await ctx.record.patch('DocumentReference', replaces.letterId, (old) => {
      old.status = 'superseded';
    });
  }
  await ctx.record.create(provenanceOf(ctx, letterId, document.author?.[0], kept));
  await ctx.work.finish(`DocumentReference/${letterId}`, 'done');
  ctx.emit('letters.signed', { visitId, patientId });
  return { patientId, letter: letterOf(signed) };
};

/** Whether somebody has measured since the draft, or corrected what stands on it. */
export async function isMeasuredAnew(ctx: Context, visitId: string, kept: Kept): Promise<boolean> {
  if (kept.content.kind !== 'health') return false;
  const now = certified(await measuredIn(ctx, visitId));
  return JSON.stringify(now) !== JSON.stringify(kept.measured);
}

/** What a new version comes in the place of is a signed letter of this visit, and nobody has replaced it yet. */
async function mustHoldStill(
  ctx: Context<'alreadyReplaced'>,
  visitId: string,
  { replaces }: Kept,
): Promise<void> {
  if (!replaces) return;
  const old = await mustFindLetter(ctx, replaces.letterId);
  if (visitIdOf(old) !== visitId || stateOf(old) !== 'signed')
    ctx.fail('alreadyReplaced', { number: replaces.number });
}

function checkConclusion({ content }: Kept, { conclusion, remark }: Input): void {
  if (content.kind !== 'health') {
    // what such a letter says is drafted as a whole, so that she reads all of it before she signs
    if (conclusion) refuseField('conclusion', 'letters_field_conclusionElsewhere');
    if (remark) refuseField('remark', 'letters_field_conclusionElsewhere');
    return;
  }
  if (!conclusion) refuseField('conclusion', 'letters_field_conclusion');
  if (conclusion === 'fitWithLimits' && !remark) refuseField('remark', 'letters_field_remark');
}

const participant = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
});

/** Who drafted, who answers for it, and what it came in the place of. */
function provenanceOf(
  ctx: Context,
  letterId: string,
  drafter: NonNullable<DocumentReference['author']>[number] | undefined,
  { replaces }: Kept,
): Provenance {
  return {
    resourceType: 'Provenance',
    target: [{ reference: `DocumentReference/${letterId}` }],
    recorded: ctx.now,
    agent: [
      { type: participant('attester'), who: authorOf(ctx) },
      ...(drafter ? [{ type: participant('author'), who: drafter }] : []),
    ],
    ...(replaces && {
      reason: [{ text: replaces.reason }],
      entity: [{ role: 'revision', what: { reference: `DocumentReference/${replaces.letterId}` } }],
    }),
  };
}
