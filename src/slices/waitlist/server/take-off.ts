import type { Verb } from '#platform/server/slice.ts';
import type { waitlist } from '../contract.ts';
import { mustWait } from './change-entry.ts';
import { endEntry } from './end-entry.ts';

/** Takes somebody off the list, with the reason. A booking that she kept stays as it is. */
export const takeOff: Verb<typeof waitlist, 'takeOff'> = async (ctx, { entryId, reason }) => {
  const { patient_id: patientId } = await mustWait(ctx, entryId);
  await endEntry(ctx, entryId, 'takenOff', reason);
  return { entryId, patientId };
};
