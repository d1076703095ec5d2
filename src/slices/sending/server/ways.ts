import type { Verb } from '#platform/server/slice.ts';
import type { sendings } from '../contract.ts';
import { linkDays } from '../shared/ways.ts';
import { mustReach, waysOf } from './patient.ts';

export const ways: Verb<typeof sendings, 'ways'> = async (ctx, asked) => {
  const { patientId, reach } = await mustReach(ctx, asked);
  return { patientId, days: linkDays, ways: waysOf(reach) };
};
