import type { NextAct } from '#slices/front-desk/contract.ts';

const going: ReadonlySet<NextAct['act']> = new Set(['arrive', 'room', 'ready', 'handOverMedicine']);

/** Whether a next act goes on without a connection: arriving, the next step and the room, and no other. */
export function goesOn(act: NextAct['act']): boolean {
  return going.has(act);
}
