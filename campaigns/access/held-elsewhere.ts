import type { Cut } from './cuts.ts';

/** A check by its file and text, since lines move. */
export function placeOf({ id, text }: Cut): string {
  return `${id.replace(/:\d+[a-z]?$/, '')} ${text}`;
}

/** Checks that the matrix cannot miss because something else holds as well, each with what that is. */
export const heldElsewhere: Record<string, string> = {};
