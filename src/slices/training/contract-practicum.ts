import { z } from 'zod';
import {
  accreditor,
  bySomebodyElse,
  codes,
  day,
  empty,
  hundredths,
  long,
  manage,
  notAPreceptor,
  own,
  practicumRatings,
  precept,
  printed,
  printedOwn,
  read,
  reason,
  remark,
  short,
  siteRatings,
  skill,
  time,
} from './contract-shapes.ts';

const practicumId = z.uuid();
const about = z.object({ practicumId });
const done = z.object({});
export const moments = ['mid', 'end'] as const;

export const site = z.object({
  siteId: z.uuid(),
  name: short,
  /** Ambulatory care, as CAAHEP asks, or another setting. */
  ambulatory: z.boolean(),
  address: remark,
  contact: remark,
  active: z.boolean(),
});
export type Site = z.output<typeof site>;

/** Least hours of a practicum by who accredits its programme. */
export const settings = z.object({ caahep: hundredths, abhes: hundredths, none: hundredths });
export type Settings = z.output<typeof settings>;

/** In what the law counts hours, in the reader's words. */
export const trainingSubject = z.object({ code: z.string(), label: z.string() });
export type TrainingSubject = z.output<typeof trainingSubject>;

export const hoursEntry = z.object({
  entryId: z.uuid(),
  day,
  from: time,
  to: time,
  breakMinutes: z.int(),
  hundredths,
  department: z.string(),
  /** Of which the law of the place counts hours. */
  subject: trainingSubject.optional(),
  state: z.enum(['waiting', 'confirmed', 'declined', 'withdrawn']),
  decidedBy: z.string().optional(),
  decidedAt: z.string().optional(),
  /** Why they were declined. */
  decidedFor: z.string().optional(),
});
export type HoursEntry = z.output<typeof hoursEntry>;

export const journal = z.object({
  journalId: z.uuid(),
  day,
  text: z.string(),
  handedInAt: z.string().optional(),
  comment: z.string(),
  commentBy: z.string().optional(),
});
export type Journal = z.output<typeof journal>;

const evaluation = z.object({
  moment: z.enum(moments),
  ratings: practicumRatings,
  strengths: z.string(),
  goals: z.string(),
  by: z.string(),
  at: z.string(),
});
export type Evaluation = z.output<typeof evaluation>;

const siteEvaluation = z.object({ ratings: siteRatings, comment: z.string(), at: z.string() });

export const practicumLine = z.object({
  practicumId,
  staffId: z.uuid(),
  name: z.string(),
  siteId: z.uuid(),
  site: z.string(),
  preceptorId: z.uuid(),
  preceptor: z.string(),
  accreditor,
  cohortId: z.uuid().optional(),
  startsOn: day,
  endsOn: day,
  neededHundredths: hundredths,
  /** Whole minutes are counted; what is left of a hundredth is not shown. */
  confirmedHundredths: hundredths,
  waitingHundredths: hundredths,
  state: z.enum(['open', 'complete', 'ended']),
  completedAt: z.string().optional(),
  endedFor: z.string().optional(),
  skills: z.array(skill),
});
export type PracticumLine = z.output<typeof practicumLine>;

export const practicum = practicumLine.extend({
  entries: z.array(hoursEntry),
  /** Drafts are in it for the student alone. */
  journals: z.array(journal),
  evaluations: z.array(evaluation),
  /** Her word on the site is for the office, not for who taught her there. */
  siteEvaluation: siteEvaluation.optional(),
});
export type Practicum = z.output<typeof practicum>;

const agreed = z.object({
  siteId: z.uuid(),
  preceptorId: z.uuid(),
  agreedHundredths: hundredths,
  startsOn: day,
  endsOn: day,
  /** Competencies that must be good for it to be complete. */
  skills: codes,
});
const closed = { practicumClosed: { status: 409 } } as const;
const entry = about.extend({ entryId: z.uuid() });

export const practicumVerbs = {
  sites: { ...read, input: empty, output: z.object({ sites: z.array(site), settings }) },
  saveSite: {
    ...manage,
    input: site.extend({ siteId: z.uuid().optional() }),
    output: z.object({ siteId: z.uuid() }),
  },
  saveSettings: { ...manage, input: settings, output: settings },
  practica: { ...read, input: empty, output: z.object({ practica: z.array(practicumLine) }) },
  practicum: { ...read, input: about, output: practicum },
  myPractica: {
    ...own,
    effect: 'read',
    input: empty,
    output: z.object({
      practica: z.array(practicum),
      /** In what the law of the clinic's place counts hours. */
      subjects: z.array(trainingSubject),
    }),
  },
  /** Of a student whose preceptor the caller is. */
  learnerPracticum: { ...precept, effect: 'read', input: about, output: practicum },
  openPracticum: {
    ...manage,
    input: agreed.extend({ staffId: z.uuid(), accreditor, cohortId: z.uuid().optional() }),
    output: about,
    errors: { ...notAPreceptor, notAStudent: { status: 409, details: z.object({ name: z.string() }) } },
  },
  changePracticum: {
    ...manage,
    input: agreed.extend({ practicumId }),
    output: done,
    errors: { ...notAPreceptor, ...closed },
  },
  /** Broken off: what was logged stays to be read. */
  endPracticum: { ...manage, input: about.extend({ reason }), output: done, errors: closed },
  logHours: {
    ...own,
    effect: 'write',
    input: about.extend({
      day,
      from: time,
      to: time,
      breakMinutes: z.int().min(0).max(600),
      department: short,
      /** Also counted as training in something of which the law counts hours. */
      subject: z.string().max(40).optional(),
    }),
    output: z.object({ entryId: z.uuid(), hundredths }),
    errors: { ...closed, overlap: { status: 409, details: z.object({ from: time, to: time }) } },
  },
  /** What nobody has confirmed yet is taken back by who logged it. */
  withdrawHours: {
    ...own,
    effect: 'write',
    input: entry,
    output: done,
    errors: { ...closed, decidedAlready: { status: 409 } },
  },
  /** Of all whose preceptor the caller is, oldest first. */
  hoursToConfirm: {
    ...precept,
    effect: 'read',
    input: empty,
    output: z.object({
      hours: z.array(hoursEntry.extend({ practicumId, name: z.string(), site: z.string() })),
    }),
  },
  confirmHours: {
    ...precept,
    effect: 'write',
    input: entry,
    output: z.object({ confirmedHundredths: hundredths, complete: z.boolean() }),
    errors: { ...bySomebodyElse, ...closed, withdrawnAlready: { status: 409 } },
  },
  /** Also of hours that were confirmed by mistake, until the practicum is complete. */
  declineHours: {
    ...precept,
    effect: 'write',
    input: entry.extend({ reason }),
    output: done,
    errors: { ...bySomebodyElse, ...closed, withdrawnAlready: { status: 409 } },
  },
  /** Private until it is handed in. */
  writeJournal: {
    ...own,
    effect: 'write',
    input: about.extend({ journalId: z.uuid().optional(), day, text: long }),
    output: z.object({ journalId: z.uuid() }),
    errors: { handedInAlready: { status: 409 } },
  },
  handInJournal: {
    ...own,
    effect: 'write',
    input: about.extend({ journalId: z.uuid() }),
    output: done,
  },
  answerJournal: {
    ...precept,
    effect: 'write',
    input: about.extend({ journalId: z.uuid(), comment: reason }),
    output: done,
    errors: bySomebodyElse,
  },
  evaluate: {
    ...precept,
    effect: 'write',
    input: about.extend({
      moment: z.enum(moments),
      ratings: practicumRatings,
      strengths: remark,
      goals: remark,
    }),
    output: done,
    errors: { ...bySomebodyElse, evaluatedAlready: { status: 409 } },
  },
  evaluateSite: {
    ...own,
    effect: 'write',
    input: about.extend({ ratings: siteRatings, comment: remark }),
    output: done,
    errors: { evaluatedAlready: { status: 409 } },
  },
  /** Hours, evaluations, check-offs and the journals that were handed in, in one paper. */
  printEvidence: { ...printed, input: about },
  printHours: { ...printed, input: about },
  printMyHours: { ...printedOwn, input: about },
} as const;
