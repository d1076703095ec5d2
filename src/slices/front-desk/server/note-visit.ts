import type { Encounter } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import type { VisitNote } from '../shared/offline-shapes.ts';
import { hasLeft, isClosed } from '../shared/steps.ts';
import { extensionOf } from './encounter.ts';
import { changeEncounter, settle, type StepContext } from './move.ts';
import { refuseVisit } from './refusals.ts';
import { noteUrl } from './systems.ts';
import { visitOf } from './visits.ts';

/** Writes a line onto the visit. Also of who has gone; of who never came there is nothing more to say. */
export const noteVisit: Verb<typeof frontDesk, 'noteVisit'> = async (ctx, { visitId, text }) => {
  const visit = await visitOf(ctx, visitId, true);
  await keepNote(ctx, visit, text);
  return { visitId, patientId: visit.patientId };
};

/** @param visit held by the caller */
export async function keepNote(ctx: StepContext, visit: VisitState, text: string): Promise<VisitState> {
  if (isClosed(visit.step) && !hasLeft(visit.step)) return refuseVisit('visitClosed', { step: visit.step });
  const note = {
    url: noteUrl,
    extension: [
      { url: 'text', valueString: text },
      { url: 'at', valueInstant: ctx.now },
      { url: 'by', valueReference: authorOf(ctx) },
      ...(ctx.receivedAt ? [{ url: 'received', valueInstant: ctx.receivedAt }] : []),
    ],
  };
  await changeEncounter(ctx, visit, (encounter) => {
    encounter.extension = [...(encounter.extension ?? []), note];
  });
  return settle(ctx, visit);
}

/** The notes of a visit, as written. */
export function notesOf(encounter: Encounter): VisitNote[] {
  const written = encounter.extension?.filter((one) => one.url === noteUrl) ?? [];
  return written.flatMap((one): VisitNote[] => {
    const text = extensionOf(one, 'text')?.valueString;
    const at = extensionOf(one, 'at')?.valueInstant;
    const receivedAt = extensionOf(one, 'received')?.valueInstant;
    const by = extensionOf(one, 'by')?.valueReference?.display ?? '';
    return text && at ? [{ text, at, by, ...(receivedAt && { receivedAt }) }] : [];
  });
}
