import type { Actor } from '../actor.ts';
import { smartAllows } from '../scope/smart.ts';
import type { ScopeRole } from '../scope/decision.ts';
import type { PushedEvent } from './relay.ts';

/** Who listens: the actor, and the job descriptions that authentication found a moment ago. */
export interface Listener {
  actor: Actor;
  held?: readonly ScopeRole[];
}

/**
 * What of an event somebody may hear. An event's name says what happened (`vitals.criticalFound`) and its ids say
 * to whom, so the two together are told to those alone who could read it.
 * - Staff hear every name of their clinic, since screens refresh by names across duties; the ids only of a duty in
 *   which their job descriptions hold some act.
 * - Another system has no screen: it hears what is of a duty all of whose resource types its SMART scopes read, and
 *   nothing of a duty that keeps no resources.
 * @param typesOf resource types that a slice keeps
 * @returns the payload to send, or undefined where the event is not for this listener
 */
export function heardBy(
  { event, payload }: PushedEvent,
  { actor, held = [] }: Listener,
  typesOf: (slice: string) => readonly string[],
): string | undefined {
  const slice = event.slice(0, event.indexOf('.'));
  if (actor.kind === 'staff') {
    const hers = held.some(({ actions }) => actions.some((action) => action.startsWith(`${slice}.`)));
    return hers ? payload : '{}';
  }
  if (actor.kind !== 'client') return undefined;
  const types = typesOf(slice);
  const scopes = actor.scopes ?? [];
  return types.length > 0 && types.every((type) => smartAllows(scopes, type, 'r')) ? payload : undefined;
}
