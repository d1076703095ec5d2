import { addMinutes, epochMsOf, Temporal } from '#platform/shared/time.ts';
import { allowedFrom, type Quiet, shifted } from './quiet.ts';

/** How long before the visit. Days are days of the calendar, so that nine o'clock stays nine o'clock. */
export interface Before {
  unit: 'days' | 'hours';
  count: number;
}

export interface Cascade {
  /** Tells at once of a booking, of another time, of a cancellation. */
  confirmation: boolean;
  moved: boolean;
  cancelled: boolean;
  before: readonly Before[];
  quiet: Quiet;
}

export type Kind = 'confirmation' | 'reminder' | 'moved' | 'cancelled';

/** One message that was made, whatever became of it; `stopped` ones are left out. */
export interface Made {
  kind: Kind;
  /** The time of the visit that it told. */
  startsAt: string;
  at: string;
}

export interface Visit {
  /** When it was booked. */
  createdAt: string;
  startsAt: string;
  state: 'open' | 'cancelled' | 'other';
  /** By the patient, for the time that it has now. */
  confirmed: boolean;
  sequence: number;
  made: readonly Made[];
}

/** What to do now: one message, and when to look again; without `nextAt` nothing is left. */
export interface Move {
  /** `tooLate`: no hour is left before the visit in which people may be written to. */
  make?: { kind: Kind; occasion: string; tooLate: boolean };
  nextAt?: string;
}

/** Who is booked for less than two hours from now stands at the desk or on the telephone. */
const leastNoticeMinutes = 120;
/** What another system brings in that was booked longer ago was confirmed there. */
const freshMinutes = 24 * 60;

/**
 * What is due for a visit at an instant. Decides on nothing but the visit as it stands, what was told already and the
 * clinic's rules: so a moved booking moves its reminders, and a cancelled one has none.
 * @param zone.visit the clinic's, in which days before are counted; `zone.patient` whose night is quiet
 */
export function nextMove(
  visit: Visit,
  rules: Cascade,
  now: string,
  zone: { visit: string; patient: string },
): Move {
  if (epochMsOf(visit.startsAt) <= epochMsOf(now)) return {};
  const notice = noticeDue(visit, rules, now);
  const steps = visit.state === 'open' && !visit.confirmed ? stepsLeft(visit, rules, zone) : [];
  const due = steps.filter((step) => epochMsOf(step.sendAt) <= epochMsOf(now));
  const later = steps.filter((step) => epochMsOf(step.sendAt) > epochMsOf(now)).map((step) => step.sendAt);
  // of several that are due, after a night without a server, the last says it all
  const wanted = notice ?? due.at(-1);
  if (!wanted) return later[0] === undefined ? {} : { nextAt: later[0] };
  const may = allowedFrom(now, zone.patient, rules.quiet);
  const tooLate = shifted(now, visit.startsAt, zone.patient, rules.quiet) !== may;
  if (may !== now && !tooLate) return { nextAt: may };
  const { kind, occasion } = wanted;
  // looked at again at once: a step may be due beside a notice, or the next one be known
  return { make: { kind, occasion, tooLate }, nextAt: now };
}

/** What she is told of a booking, another time or a cancellation as things stand, if anything. */
export function noticeDue(
  visit: Visit,
  rules: Cascade,
  now: string,
): { kind: Kind; occasion: string } | undefined {
  const occasion = `${visit.startsAt} ${visit.sequence}`;
  const told = visit.made.at(-1);
  const stands = told && told.kind !== 'cancelled';
  if (visit.state === 'cancelled') {
    return stands && rules.cancelled ? { kind: 'cancelled', occasion } : undefined;
  }
  if (visit.state !== 'open') return undefined;
  if (stands && told.startsAt !== visit.startsAt) {
    return rules.moved ? { kind: 'moved', occasion } : undefined;
  }
  const fresh = epochMsOf(now) - epochMsOf(visit.createdAt) <= freshMinutes * 60_000;
  const ahead = epochMsOf(visit.startsAt) - epochMsOf(visit.createdAt) >= leastNoticeMinutes * 60_000;
  const wanted = rules.confirmation && ahead && (fresh || told?.kind === 'cancelled');
  return !stands && wanted ? { kind: 'confirmation', occasion } : undefined;
}

interface Step {
  occasion: string;
  kind: 'reminder';
  sendAt: string;
}

/** The steps before the visit that were not yet due when she was last told of this time, or when it was booked. */
function stepsLeft(visit: Visit, rules: Cascade, zone: { visit: string; patient: string }): Step[] {
  const told = visit.made.filter((one) => one.startsAt === visit.startsAt && one.kind !== 'cancelled');
  const since = Math.max(epochMsOf(visit.createdAt), ...told.map((one) => epochMsOf(one.at)));
  return rules.before
    .map((before) => ({
      kind: 'reminder' as const,
      occasion: `${visit.startsAt} ${visit.sequence} ${before.count} ${before.unit}`,
      sendAt: shifted(dueAt(visit.startsAt, before, zone.visit), visit.startsAt, zone.patient, rules.quiet),
    }))
    .filter((step) => epochMsOf(step.sendAt) > since)
    .toSorted((a, b) => epochMsOf(a.sendAt) - epochMsOf(b.sendAt));
}

/** The instant so long before the visit. */
export function dueAt(startsAt: string, { unit, count }: Before, zone: string): string {
  if (unit === 'hours') return addMinutes(startsAt, -count * 60);
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
  return start.subtract({ days: count }).toInstant().toString();
}
