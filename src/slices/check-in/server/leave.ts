import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { findDoor } from '#slices/reminders/server/index.ts';
import type { checkIn } from '../contract.ts';
import { aboutSession, endSession } from './sessions.ts';

/** The page goes back to its beginning. Ending what has ended already is no mistake. */
export const leave: OpenVerb<typeof checkIn, 'leave'> = async (ctx, { session }) => {
  const door = await findDoor(ctx, session, 'checkInSession');
  if (!door || door === 'wait') return {};
  await ctx.asSystem(door.clinic, 'checkIn.leave', async (inside) => {
    const ended = await endSession(inside, door.subject, false);
    if (ended) inside.note('checkIn.leave', aboutSession(ended));
  });
  return {};
};
