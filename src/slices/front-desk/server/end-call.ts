import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { announceCall, endCallOf } from './calls.ts';
import { visitOf } from './visits.ts';

/** Ends the call of a visit: she came, or it was a wrong key. Without a call nothing changes. */
export const endCall: Verb<typeof frontDesk, 'endCall'> = async (ctx, { visitId }) => {
  const visit = await visitOf(ctx, visitId, true);
  await endCallOf(ctx, visitId);
  announceCall(ctx, visit);
  return { visitId, patientId: visit.patientId };
};
