import type { Verb } from '#platform/server/slice.ts';
import { dayRange } from '#platform/shared/time.ts';
import type { audit } from '../contract.ts';
import { readEntries } from './read-entries.ts';

/** The trail of the clinic, narrowed down; a day is the clinic's own. */
export const listTrail: Verb<typeof audit, 'listTrail'> = (ctx, { day, ...filter }) => {
  const range = day ? dayRange(day, ctx.clinic.zone) : undefined;
  return readEntries(ctx, { ...filter, from: range?.start, to: range?.end });
};
