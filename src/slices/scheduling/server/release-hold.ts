import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';
import { giveUp } from './holds.ts';

/** Gives back a time that the caller held. One that has expired, or is somebody else's, is none of hers. */
export const releaseHold: Verb<typeof scheduling, 'releaseHold'> = async (ctx, { holdId }) => {
  if (await giveUp(ctx, holdId)) ctx.emit('scheduling.holdEnded', {});
  return {};
};
