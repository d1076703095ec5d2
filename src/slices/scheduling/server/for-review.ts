import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';
import { bookingsToReview } from './load-bookings.ts';

/** Imported bookings that stand beside another one: somebody must move or cancel one of the two. */
export const forReview: Verb<typeof scheduling, 'forReview'> = async (ctx) => {
  return { bookings: await bookingsToReview(ctx) };
};
