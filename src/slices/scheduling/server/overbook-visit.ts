import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';
import { book } from './book-visit.ts';

/** Books a visit though its provider has another one then: with the reason, and as often as a session allows. */
export const overbookVisit: Verb<typeof scheduling, 'overbookVisit'> = async (ctx, input) => {
  return book(ctx, input, input.overbookReason);
};
