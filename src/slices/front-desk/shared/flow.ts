import { hasLeft, isHere, isMain, mainSteps, rankOf, type Step } from './steps.ts';

/** One entry of a visit's way, as it stands in the Encounter. Entries are only ever added. */
export interface FlowEntry {
  step: Step;
  /** Instant, ISO-8601 UTC. */
  at: string;
  by: string;
  /** Takes the entry before it back; `step` says where that leads. */
  undo: boolean;
  reason?: string | undefined;
  /** The room to which it led. */
  roomId?: string | undefined;
  /** When it came in, where it was done without a connection. */
  receivedAt?: string | undefined;
}

export type Stamps = Partial<Record<Step, string>>;

export interface Flow {
  step: Step;
  /** Instant from which it stands there. */
  since: string;
  stamps: Stamps;
}

/** The entries that still count: each undo takes one of those before it away, itself included. */
export function liveEntries(entries: readonly FlowEntry[]): FlowEntry[] {
  const live: FlowEntry[] = [];
  for (const entry of entries) {
    if (entry.undo) live.pop();
    else live.push(entry);
  }
  return live;
}

/**
 * Where a visit stands, and the first instant at each step that counts. Moving back (she was roomed, and the room was
 * needed) drops the stamps of what lies after, and keeps the first stamp of where she is again: she has waited since then.
 * @returns undefined before the first entry
 */
export function flowOf(entries: readonly FlowEntry[]): Flow | undefined {
  const live = liveEntries(entries);
  const last = live.at(-1);
  if (!last) {
    const undone = entries.at(-1);
    return undone && { step: 'expected', since: undone.at, stamps: {} };
  }
  const stamps: Stamps = {};
  for (const { step, at } of live) {
    if (isMain(step)) {
      for (const later of mainSteps.slice(rankOf(step) + 1)) delete stamps[later];
    }
    stamps[step] ??= at;
  }
  // another room is no other step: she has been at it since the first of these entries
  const earlier = live.findLastIndex((one) => one.step !== last.step);
  return { step: last.step, since: live[earlier + 1]?.at ?? last.at, stamps };
}

/**
 * The end of a visit that another system cancelled while she stood at a step: who was here has left, seen or unseen;
 * who had not come is cancelled.
 */
export function cancelledAt(step: Step, stamps: Stamps): Step {
  if (!isHere(step) && !hasLeft(step)) return 'cancelled';
  const seen = stamps.withProvider !== undefined || (isMain(step) && rankOf(step) >= rankOf('withProvider'));
  return seen ? 'left' : 'leftUnseen';
}

/** Where taking back the last entry leads, step and room; undefined where there is nothing to take back. */
export function standingBefore(
  entries: readonly FlowEntry[],
): { step: Step; roomId: string | undefined } | undefined {
  const live = liveEntries(entries);
  if (live.length === 0) return undefined;
  const before = live.slice(0, -1);
  return {
    step: before.at(-1)?.step ?? 'expected',
    roomId: before.findLast((one) => one.roomId !== undefined)?.roomId,
  };
}
