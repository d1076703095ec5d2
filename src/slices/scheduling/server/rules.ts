import { addDays, epochMsOf, instantOf, wallToInstant, weekdayOf } from '#platform/shared/time.ts';
import type { Closure, FreeTime, VisitType, Week, When } from '../contract.ts';
import { joined, overlaps, type Span, without } from '../shared/spans.ts';

const minuteMs = 60_000;
/** After this a visit without an arrival may be marked; design, domain/01 1.5. */
export const noShowGraceMinutes = 15;
const lateCancelMs = 24 * 60 * minuteMs;
/** Free times begin on five minutes: what somebody says on the telephone. */
const gridMs = 5 * minuteMs;
/** Reads look back so far for what still runs, so nothing longer may bind. */
export const longestBoundMs = 24 * 60 * minuteMs;

/** Statuses in which an appointment keeps others out of its time. */
const binding = new Set(['pending', 'booked', 'arrived', 'checked-in']);

export function occupiesTime(status: string): boolean {
  return binding.has(status);
}

/** Somebody who stands in the clinic is never refused for the time. */
export function isHere(status: string): boolean {
  return status === 'arrived' || status === 'checked-in';
}

export interface Buffers {
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  bufferOwner: VisitType['bufferOwner'];
}

/**
 * What a visit occupies of a resource of each kind. The patient's own time has no buffers; equipment is cleaned with
 * the room that it stands in, and who assists stays as long as the provider.
 */
export function occupied(
  visit: Span,
  buffers: Buffers | undefined,
): Record<'patient' | 'practitioner' | 'room' | 'equipment', Span> {
  const padded = {
    from: visit.from - (buffers?.bufferBeforeMinutes ?? 0) * minuteMs,
    to: visit.to + (buffers?.bufferAfterMinutes ?? 0) * minuteMs,
  };
  const owner = buffers?.bufferOwner ?? 'both';
  const inRoom = owner === 'practitioner' ? visit : padded;
  return {
    patient: visit,
    practitioner: owner === 'room' ? visit : padded,
    room: inRoom,
    equipment: inRoom,
  };
}

export function noShowFrom(startsAt: string): string {
  return instantOf(epochMsOf(startsAt) + noShowGraceMinutes * minuteMs);
}

/** Cancelled by the patient inside 24 hours of the start, or after it. */
export function isLateCancel(startsAt: string, cancelledAt: string, askedBy: string | undefined): boolean {
  return askedBy === 'patient' && epochMsOf(startsAt) - epochMsOf(cancelledAt) < lateCancelMs;
}

/**
 * Why a visit type is not for somebody on a day; undefined where it is. Of a birth date of which the day or the month
 * is unknown (`YYYY`, `YYYY-MM`) every possible one must be outside; who has none is never refused for her age.
 */
export function unsuitedFor(
  type: Pick<VisitType, 'sex' | 'ageFromYears' | 'ageToYears'>,
  patient: { sex: string; birthDate: string | undefined },
  day: string,
): 'sex' | 'age' | undefined {
  const other = type.sex === 'female' ? 'male' : 'female';
  if (type.sex !== 'any' && patient.sex === other) return 'sex';
  if (!patient.birthDate) return undefined;
  const oldest = ageOn(`${patient.birthDate}-01-01`.slice(0, 10), day);
  const youngest = ageOn(`${patient.birthDate}-12-31`.slice(0, 10), day);
  if (type.ageFromYears !== null && oldest < type.ageFromYears) return 'age';
  if (type.ageToYears !== null && youngest > type.ageToYears) return 'age';
  return undefined;
}

/** Completed years on a day, of dates `YYYY-MM-DD`. */
function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Hour of the clinic's clock from which a day is no longer morning, and no longer afternoon. */
export const noonHour = 12;
const eveningHour = 17;

export function dayPartOf(hour: number): FreeTime['part'] {
  if (hour < noonHour) return 'morning';
  return hour < eveningHour ? 'afternoon' : 'evening';
}

export type Resolved =
  | { instant: string }
  | { skipped: { day: string; time: string; shiftedInstant: string } }
  | { twice: [string, string] };

/** The instant that a caller means; a wall-clock time may not exist, or come twice. */
export function resolveWhen(when: When, zone: string): Resolved {
  if (typeof when === 'string') return { instant: instantOf(epochMsOf(when)) };
  const result = wallToInstant(when.day, when.time, zone, { disambiguation: when.which ?? 'ask' });
  if ('instant' in result) return result;
  if ('ambiguous' in result) return { twice: result.ambiguous };
  return { skipped: { day: when.day, time: when.time, shiftedInstant: result.shiftedInstant } };
}

/** A stretch of wall clock on a day. An hour that comes twice is open both times; one that is skipped opens after it. */
export function wallSpan(day: string, from: string, to: string, zone: string): Span {
  const edge = (time: string, choose: 'earlier' | 'later') => {
    const at = wallToInstant(day, time, zone, { disambiguation: choose });
    if ('instant' in at) return epochMsOf(at.instant);
    return epochMsOf('invalid' in at ? at.shiftedInstant : at.ambiguous[0]);
  };
  return { from: edge(from, 'earlier'), to: edge(to, 'later') };
}

/** What holds where nobody has said anything: Monday to Friday, 08:00–17:00. */
export const usualWeek: Pick<Week, 'sessions'> = {
  sessions: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '17:00' })),
};

/** Of one owner's plans the one that holds on the day: the last to begin, so that a season lies over the usual week. */
export function weekOn(weeks: readonly Week[], practitionerId: string | null, day: string): Week | undefined {
  return weeks
    .filter((one) => one.practitionerId === practitionerId && one.validFrom <= day)
    .filter((one) => one.validTo === null || one.validTo >= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
}

/** @param typeCode leaves out what is kept for other visit types */
function sessionSpans(week: Pick<Week, 'sessions'>, day: string, zone: string, typeCode?: string): Span[] {
  const weekday = weekdayOf(day);
  return week.sessions
    .filter((one) => one.weekday === weekday && takesType(one, typeCode))
    .map((one) => wallSpan(day, one.from, one.to, zone));
}

function takesType({ visitTypeCodes = [] }: Week['sessions'][number], typeCode: string | undefined): boolean {
  return typeCode === undefined || visitTypeCodes.length === 0 || visitTypeCodes.includes(typeCode);
}

export interface Hours {
  weeks: readonly Week[];
  closures: readonly Closure[];
  zone: string;
}

/** When the clinic is open on a day; to one visit type, where one is named. */
export function clinicSpans(hours: Hours, day: string, typeCode?: string): Span[] {
  const known = hours.weeks.some((one) => one.practitionerId === null);
  const week = weekOn(hours.weeks, null, day) ?? (known ? { sessions: [] } : usualWeek);
  return without(joined(sessionSpans(week, day, hours.zone, typeCode)), closedSpans(hours, day));
}

/** When a provider can be booked on a day, blocks not yet cut out: her own plan, or the clinic's where she has none. */
export function providerSpans(hours: Hours, practitionerId: string, day: string, typeCode?: string): Span[] {
  const own = hours.weeks.some((one) => one.practitionerId === practitionerId);
  if (!own) return clinicSpans(hours, day, typeCode);
  const week = weekOn(hours.weeks, practitionerId, day) ?? { sessions: [] };
  // her own hours may begin before the doors open for others (a fasting draw), so only closures cut them
  return without(joined(sessionSpans(week, day, hours.zone, typeCode)), closedSpans(hours, day));
}

/** The stretches of a provider's plan (or the clinic's) on a day, closures not cut out, and how many numbers each has. */
export function sessionsOn(
  hours: Hours,
  practitionerId: string,
  day: string,
): { span: Span; quota: number | undefined }[] {
  const own = hours.weeks.some((one) => one.practitionerId === practitionerId);
  const known = hours.weeks.some((one) => one.practitionerId === null);
  const none = own || known ? { sessions: [] } : usualWeek;
  const week = weekOn(hours.weeks, own ? practitionerId : null, day) ?? none;
  const weekday = weekdayOf(day);
  return week.sessions
    .filter((one) => one.weekday === weekday)
    .map((one) => ({ span: wallSpan(day, one.from, one.to, hours.zone), quota: one.quota ?? undefined }));
}

/** The stretch of a provider's plan in which an instant lies; outside of all of them the whole day. */
export function sessionAt(hours: Hours, practitionerId: string, day: string, atMs: number): Span {
  const spans = sessionsOn(hours, practitionerId, day).map((one) => one.span);
  const session = spans.find((one) => one.from <= atMs && atMs < one.to);
  if (session) return session;
  const start = wallSpan(day, '00:00', '00:00', hours.zone).from;
  return { from: start, to: wallSpan(addDays(day, 1), '00:00', '00:00', hours.zone).from };
}

function closedSpans({ closures, zone }: Hours, day: string): Span[] {
  return closures
    .filter((one) => one.day === day)
    .map((one) => {
      if (one.from && one.to) return wallSpan(day, one.from, one.to, zone);
      const start = wallSpan(day, '00:00', '00:00', zone).from;
      return { from: start, to: wallSpan(addDays(day, 1), '00:00', '00:00', zone).from };
    });
}

/** The room that a provider's plan gives her at an instant of the day. */
export function usualRoom(
  hours: Hours,
  practitionerId: string,
  day: string,
  atMs: number,
): string | undefined {
  const week = weekOn(hours.weeks, practitionerId, day);
  const session = week?.sessions.find((one) => {
    const span = wallSpan(day, one.from, one.to, hours.zone);
    return one.weekday === weekdayOf(day) && span.from <= atMs && atMs < span.to;
  });
  return session?.roomId ?? undefined;
}

/**
 * Starts at which a visit fits, earliest first: inside the open stretches, its occupied time clear of what is taken.
 * Packed from the beginning of each gap, so that offers do not tear the day apart.
 * @param fits further conditions (a room, the patient's own time)
 */
export function startsIn(
  open: readonly Span[],
  taken: readonly Span[],
  visit: { durationMinutes: number; buffers: Buffers | undefined; nowMs: number },
  fits: (span: Span) => boolean = () => true,
): number[] {
  const lengthMs = visit.durationMinutes * minuteMs;
  const starts: number[] = [];
  for (const gap of without(open, taken)) {
    let start = Math.ceil(gap.from / gridMs) * gridMs;
    while (start + lengthMs <= gap.to) {
      const span = { from: start, to: start + lengthMs };
      const own = occupied(span, visit.buffers).practitioner;
      const free = !taken.some((one) => overlaps(one, own)) && fits(span);
      if (free && start >= visit.nowMs) starts.push(start);
      start += free ? Math.ceil((own.to - own.from) / gridMs) * gridMs : gridMs;
    }
  }
  return starts;
}

/** The n nearest to a wanted instant, the earlier one first where two are as near. */
export function nearest<T extends { startMs: number }>(
  times: readonly T[],
  wantedMs: number,
  n: number,
): T[] {
  const distance = (time: T) => Math.abs(time.startMs - wantedMs);
  return times.toSorted((a, b) => distance(a) - distance(b) || a.startMs - b.startMs).slice(0, n);
}
