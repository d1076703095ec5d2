import { z } from 'zod';
import { booking, type FreeTime, freeTime, id, instant } from './shapes.ts';

/** What is to become of one visit of a provider who is away. */
export const moveChoice = z.discriminatedUnion('do', [
  z.object({ do: z.literal('move'), practitionerId: id, startsAt: instant }),
  /** Cancelled by the clinic, and put on the wait list. */
  z.object({ do: z.literal('waitlist') }),
  /** A task for the desk: call her. */
  z.object({ do: z.literal('call') }),
  z.object({ do: z.literal('leave') }),
]);

export const moveLine = booking.extend({
  /** `here`: she has arrived, and is left; `over`: it is past or cancelled. */
  state: z.enum(['open', 'here']),
  /** Other times, the best first. */
  options: z.array(freeTime),
  choice: moveChoice,
});

export const moveOutcomes = ['moved', 'waitlist', 'called', 'left', 'notOpen'] as const;

export const proposeMoves = {
  action: 'scheduling.book',
  kind: 'administrative',
  effect: 'read',
  input: z.object({ practitionerId: id, startsAt: instant, endsAt: instant }),
  output: z.object({ lines: z.array(moveLine) }),
} as const;

export const moveMany = {
  action: 'scheduling.book',
  kind: 'administrative',
  effect: 'write',
  input: z.object({
    practitionerId: id,
    /** The stretch in which she is away: it is blocked. */
    startsAt: instant,
    endsAt: instant,
    reason: z.string().trim().min(1, 'scheduling_field_reasonNeeded').max(120),
    lines: z.array(z.object({ visitId: id, choice: moveChoice })).max(200),
  }),
  output: z.object({
    lines: z.array(
      z.object({
        visitId: id,
        patientName: z.string(),
        outcome: z.enum(moveOutcomes),
        /** The time that was chosen is no longer free: the desk calls instead. */
        taken: z.boolean(),
        startsAt: instant.nullable(),
      }),
    ),
  }),
} as const;

export type MoveChoice = z.output<typeof moveChoice>;
export type MoveLine = z.output<typeof moveLine>;

interface Was {
  startMs: number;
  part: FreeTime['part'];
  practitionerId: string;
}

/** Another provider weighs as much as a day and a half of waiting; source: design, continuity before speed. */
const otherProvider = 3;
const eachDay = 2;
const otherPart = 1;
const dayMs = 24 * 60 * 60_000;

/** How far a time lies from what she had, less is better: days, another provider, another part of the day. */
export function distance(was: Was, time: FreeTime): number {
  const days = Math.abs(Math.round((Date.parse(time.startsAt) - was.startMs) / dayMs));
  const hours = Math.abs(Date.parse(time.startsAt) - was.startMs) / 3_600_000;
  return (
    days * eachDay +
    (time.practitionerId === was.practitionerId ? 0 : otherProvider) +
    (time.part === was.part ? 0 : otherPart) +
    // nearest on the day, and never more than any of the others
    Math.min(hours % 24, 24) / 100
  );
}

/**
 * The best time for each visit, in the order given, none given twice: visits of one provider do not overlap.
 * @returns undefined where nothing is left for one
 */
export function chooseTimes(visits: readonly { options: readonly FreeTime[] }[]): (FreeTime | undefined)[] {
  const given: FreeTime[] = [];
  const clashes = (a: FreeTime, b: FreeTime) =>
    (a.practitionerId === b.practitionerId || (a.roomId !== null && a.roomId === b.roomId)) &&
    a.startsAt < b.endsAt &&
    b.startsAt < a.endsAt;
  return visits.map(({ options }) => {
    const best = options.find((time) => !given.some((one) => clashes(one, time)));
    if (best) given.push(best);
    return best;
  });
}
