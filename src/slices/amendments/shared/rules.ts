import { addDays, addMinutes, dayRange, zonedDay } from '#platform/shared/time.ts';
import type { Content, Outcome, State } from './codes.ts';
import { type Clocks, knowsExtension, type Span } from './law.ts';

/** In which states each act has its turn; everywhere else it is refused with where the request stands. */
const turns = {
  review: ['received'],
  decide: ['review'],
  extend: ['received', 'review'],
  addParty: ['received', 'review', 'accepted', 'told'],
  tellParty: ['accepted', 'told'],
  tell: ['accepted', 'denied'],
  close: ['told'],
} as const satisfies Record<string, readonly State[]>;
export type Turn = keyof typeof turns;

/** Acts that a denied request has not: there is no correction of which anybody could be told. */
const ofAccepted: readonly Turn[] = ['addParty', 'tellParty'];

/** Whether an act has its turn. */
export function hasTurn(act: Turn, state: State, outcome: Outcome | null): boolean {
  if (outcome === 'denied' && ofAccepted.includes(act)) return false;
  return (turns[act] as readonly State[]).includes(state);
}

/**
 * When a request must be answered: days end with the last minute of the clinic's day, hours run from the minute at which
 * it came in, or from the beginning of an earlier day.
 * @param now instant of the call
 */
export function dueAt(span: Span, receivedOn: string, { now, zone }: { now: string; zone: string }): string {
  if (span.unit === 'days') return addMinutes(dayRange(addDays(receivedOn, span.amount), zone).end, -1);
  const from = receivedOn === zonedDay(now, zone) ? now : dayRange(receivedOn, zone).start;
  return addMinutes(from, span.amount * 60);
}

/** The same so many days later, at the end of the clinic's day. */
export function extendedDue(due: string, days: number, zone: string): string {
  return addMinutes(dayRange(addDays(zonedDay(due, zone), days), zone).end, -1);
}

/** Whether it may wait longer: the law knows it, the clinic has it, and it was not taken yet. */
export function mayExtend(
  one: { state: State; extended: boolean },
  clocks: Clocks,
  country: string,
): boolean {
  return (
    knowsExtension(country) && clocks.extensionDays > 0 && !one.extended && hasTurn('extend', one.state, null)
  );
}

/** Names of those who must still be told. */
export function untoldOf(parties: readonly { name: string; toldOn: string | null }[]): string[] {
  return parties.filter((one) => one.toldOn === null).map((one) => one.name);
}

/** What follows a state: the kind of its task, and who may do it. */
export function nextAct(state: State, content: Content): { kind: string; action: string } | undefined {
  const decides = content === 'clinical' ? 'Clinical' : 'Administrative';
  const action = `amendments.decide${decides}`;
  if (state === 'received') return { kind: `amendments.review${decides}`, action };
  if (state === 'review') return { kind: `amendments.decide${decides}`, action };
  const tells = 'amendments.receive';
  if (state === 'accepted' || state === 'denied') return { kind: 'amendments.tell', action: tells };
  return state === 'told' ? { kind: 'amendments.close', action: tells } : undefined;
}
