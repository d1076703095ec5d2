import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { letterKinds } from '../shared/kinds.ts';
import { letterKind, letterSystem, visitIdOf } from './letter-codec.ts';

/** More letters of one patient than this are no list that is read. */
const mostLetters = 200;

/** A letter of ours. Refuses `notFound`. */
export async function mustFindLetter(ctx: Context, letterId: string): Promise<DocumentReference> {
  const document = await ctx.record.read('DocumentReference', letterId);
  if (document && letterKind(document)) return document;
  return refuse('notFound', { type: 'Letter', id: letterId });
}

/**
 * The same with its visit held until the end, so that two who act on one letter act one after the other; read after the
 * visit is held, so that the second sees what the first did.
 */
export async function holdLetter(ctx: Context, letterId: string) {
  const { visitId } = await visitOf(ctx, visitIdOf(await mustFindLetter(ctx, letterId)), true);
  return { visitId, document: await mustFindLetter(ctx, letterId) };
}

/** Letters of a visit, the oldest first. */
export function lettersOfVisit(ctx: Context, visitId: string): Promise<DocumentReference[]> {
  return search(ctx, 'encounter', `Encounter/${visitId}`);
}

/** Letters of a patient over all visits, the newest first. */
export async function lettersOfPatient(ctx: Context, patientId: string): Promise<DocumentReference[]> {
  return (await search(ctx, 'patient', `Patient/${patientId}`)).reverse();
}

async function search(ctx: Context, param: string, reference: string): Promise<DocumentReference[]> {
  const found = await ctx.record.search('DocumentReference', {
    where: [
      { param, reference },
      { param: 'type', token: letterKinds.map((kind) => `${letterSystem}|${kind}`) },
    ],
    order: '-date',
    limit: mostLetters,
  });
  // by time and then by id, which for ids of ours is the order of making
  const byTime = (one: DocumentReference) => `${one.date} ${one.id}`;
  return found.filter(letterKind).sort((a, b) => (byTime(a) < byTime(b) ? -1 : 1));
}
