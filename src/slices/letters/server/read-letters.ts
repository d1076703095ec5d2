import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { bannerOf } from '#slices/records/server/index.ts';
import type { Letter, letters } from '../contract.ts';
import { lettersOfPatient, lettersOfVisit } from './find-letter.ts';
import { keptOf, letterOf, stateOf, visitIdOf } from './letter-codec.ts';
import { isMeasuredAnew } from './sign-letter.ts';

export const visitLetters: Verb<typeof letters, 'visitLetters'> = async (ctx, { visitId }) => {
  const { patientId } = await visitOf(ctx, visitId);
  return { patientId, letters: await told(ctx, await lettersOfVisit(ctx, visitId)) };
};

export const patientLetters: Verb<typeof letters, 'patientLetters'> = async (ctx, { patientId }) => {
  // refuses for nobody; of a chart that is closed the letters are still read
  await bannerOf(ctx, patientId);
  return { patientId, letters: await told(ctx, await lettersOfPatient(ctx, patientId)) };
};

/** Drafts with whether what was measured has changed under them. */
async function told(ctx: Context, documents: readonly DocumentReference[]): Promise<Letter[]> {
  const all: Letter[] = [];
  for (const one of documents) {
    const state = stateOf(one);
    const isOpen = state === 'draft' || state === 'sentBack';
    all.push(letterOf(one, isOpen && (await isMeasuredAnew(ctx, visitIdOf(one), keptOf(one)))));
  }
  return all;
}
