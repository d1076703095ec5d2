import type { Verb } from '#platform/server/slice.ts';
import type { sendings } from '../contract.ts';
import { linkDays } from '../shared/ways.ts';
import { mustReach, waysOf } from './patient.ts';

export const ways: Verb<typeof sendings, 'ways'> = async (ctx, { patientId }) => {
  const { reach } = await mustReach(ctx, patientId);
  return { patientId, days: linkDays, ways: waysOf(reach) };
};
