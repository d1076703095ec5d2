import { z } from 'zod';
import { booking, clockTime, code, day, freeTime, id, instant, moreTypeCodes, rowId } from './shapes.ts';

export const seriesFrequencies = ['daily', 'weekly', 'monthly'] as const;
/** As many occurrences as one act books: each is a savepoint of it, of which PostgreSQL keeps 64 in memory. */
export const mostOccurrences = 60;

const weekday = z.int().min(1).max(7);

/** The part of RFC 5545's RRULE that people use at a desk, and its exceptions. Weekdays are 1 Monday to 7 Sunday. */
export const seriesRule = z.object({
  frequency: z.enum(seriesFrequencies),
  /** Every so many days, weeks or months. */
  every: z.int().min(1).max(99).default(1),
  /** Of a weekly rule; none: the first day's own. */
  weekdays: z.array(weekday).max(7).default([]),
  /** Of a monthly rule: -1 the last day. Left out beside `nth`: the first day's own. */
  monthDay: z.union([z.int().min(1).max(31), z.literal(-1)]).nullish(),
  /** Of a monthly rule: the first to fourth such weekday, -1 the last. */
  nth: z.object({ place: z.union([z.int().min(1).max(4), z.literal(-1)]), weekday }).nullish(),
  /** How many, exceptions not taken out. */
  count: z.int().min(1).max(mostOccurrences).nullish(),
  untilDay: day.nullish(),
  exceptDays: z.array(day).max(mostOccurrences).default([]),
});

/** Why a place of a series cannot be had; `free` where it can. */
export const verdicts = [
  'free',
  'skipped',
  'twice',
  'past',
  'tooSoon',
  'tooFar',
  'holiday',
  'closed',
  'mornings',
  'notForPatient',
  'taken',
] as const;

export const place = z.object({
  /** By the rule. */
  day,
  /** Null where the clock has no such time, or two. */
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  verdict: z.enum(verdicts),
  /** The verdict in words, empty where it is free. */
  words: z.string(),
  /** The clocks skip the time on that day, and it stands at the next one that there is. */
  shifted: z.boolean(),
  /** What is taken, where something is; nothing about whose it is. */
  resource: z.enum(['practitioner', 'room', 'patient', 'equipment', 'assistant']).nullable(),
  /** The two instants of a time that comes twice. */
  choices: z.array(instant),
  /** The three nearest times that would do, where this one does not. */
  alternatives: z.array(freeTime),
});

/** A series to book: one visit type with one provider at one time of the clock. */
export const seriesWanted = z.object({
  patientId: id,
  visitTypeCode: code,
  moreTypeCodes,
  practitionerId: id,
  roomId: id.optional(),
  /** The time that the caller holds is the first one's. */
  holdId: rowId.optional(),
  firstDay: day,
  time: clockTime,
  rule: seriesRule,
  /** A time that the clocks skip: `shift` takes the next one that there is; left out it cannot be had. */
  skipped: z.literal('shift').optional(),
  /** A time that comes twice: the first or the second; left out it asks. */
  twice: z.enum(['earlier', 'later']).optional(),
  /** Other times for single places of it, by their day. */
  instead: z
    .array(z.object({ day, startsAt: instant }))
    .max(mostOccurrences)
    .default([]),
});

/** `all` or none, or those that are free and none of the others. */
export const which = z.enum(['all', 'free']);

export const series = z.object({
  seriesId: rowId,
  rule: seriesRule,
  firstDay: day,
  time: clockTime,
  practitionerId: id,
  /** In words, "every week on Monday, 8 times". */
  words: z.string(),
});

export const seriesVisit = booking.extend({
  /** It was given a time of its own, and a change of the series leaves it there. */
  exception: z.boolean(),
});

/** Why a visit of a series stays as it is: over or begun, given a time of its own, called off, or its new time cannot be had. */
export const keptWhy = z.enum(['over', 'exception', 'cancelled', 'clash']);

/** `following`: this one and those after it. */
export const seriesScope = z.enum(['following', 'all']);

export const seriesMove = z.object({
  visitId: id,
  scope: seriesScope,
  /** Where this one is to be; the others go as many days earlier or later, to the same time of the clock. */
  day,
  time: clockTime,
  practitionerId: id.optional(),
  skipped: z.literal('shift').optional(),
  twice: z.enum(['earlier', 'later']).optional(),
});

export const movedPlace = place.extend({ visitId: id, fromStartsAt: instant });
export const keptVisit = z.object({ visitId: id, startsAt: instant, why: keptWhy });

export type SeriesRule = z.output<typeof seriesRule>;
export type SeriesWanted = z.output<typeof seriesWanted>;
export type Place = z.output<typeof place>;
export type Verdict = Place['verdict'];
export type Series = z.output<typeof series>;
export type SeriesVisit = z.output<typeof seriesVisit>;
export type SeriesMove = z.output<typeof seriesMove>;
export type MovedPlace = z.output<typeof movedPlace>;
export type KeptVisit = z.output<typeof keptVisit>;
