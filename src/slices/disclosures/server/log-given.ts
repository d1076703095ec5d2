import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import type { ChartPart } from '../shared/codes.ts';
import { keepDisclosure } from './log-disclosure.ts';
import { markInError } from './mark-disclosure-error.ts';
import { todayOf } from './patient.ts';

/**
 * Logs that a patient was given a part of her own chart. It is her right, so that it asks for no authorisation, and it is
 * not counted in the accounting.
 * @param given.to the number, address or place that it went to
 * @returns the line's id
 */
export async function logGivenToPatient(
  ctx: Context,
  given: { patientId: string; name: string; to: string; purpose: string; part: ChartPart; note: string },
): Promise<string> {
  const { disclosureId } = await keepDisclosure(ctx, {
    ...{ patientId: given.patientId, requestId: null, on: todayOf(ctx), basis: 'patientAccess' },
    ...{ recipientKind: 'patient', recipientName: given.name, recipientAddress: given.to },
    ...{ purpose: given.purpose, parts: [given.part], partsNote: given.note, special: [], way: 'portal' },
  });
  return disclosureId;
}

/** The message did not go out, so nothing left the clinic: the line stays readable and counts no more. */
export async function takeBackGiven(ctx: Context, disclosureId: string): Promise<void> {
  await markInError(ctx, disclosureId, words(ctx.clinic.language, 'disclosures_neverSent'));
}
