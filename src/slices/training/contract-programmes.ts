import { z } from 'zod';
import { practicumLine } from './contract-practicum.ts';
import {
  accreditor,
  both,
  code,
  codes,
  day,
  empty,
  hundredths,
  manage,
  own,
  read,
  remark,
  short,
  skill,
} from './contract-shapes.ts';

export const programmeKinds = [
  ...(['certificate', 'associate', 'smk', 'd3', 'competencyTest'] as const),
] as const;
export const areas = ['administrative', 'clinical', 'general'] as const;
export const results = ['passed', 'failed', 'inProgress'] as const;

export const course = z.object({
  course: code,
  /** As the school writes it, `MA 101`. */
  number: short,
  title: both,
  credits: z.int().min(0).max(60),
  hours: z.int().min(0).max(2000),
  area: z.enum(areas),
});
export type Course = z.output<typeof course>;

export const programme = z.object({
  code,
  kind: z.enum(programmeKinds),
  label: both,
  accreditor,
  months: z.int().min(0).max(72),
  courses: z.array(course).max(60),
  skills: codes,
  active: z.boolean(),
});
export type Programme = z.output<typeof programme>;

const cohort = z.object({
  cohortId: z.uuid(),
  programme: code,
  name: short,
  startsOn: day,
  endsOn: day,
});
export const behindReasons = ['hours', 'skills', 'courseFailed', 'overdue'] as const;
const courseResult = z.object({
  course: code,
  number: z.string(),
  title: z.string(),
  result: z.enum(results).optional(),
  grade: z.string(),
  day: day.optional(),
});
const studentState = z.enum(['enrolled', 'completed', 'withdrawn']);
const student = z.object({
  staffId: z.uuid(),
  name: z.string(),
  state: studentState,
  courses: z.array(courseResult),
  skills: z.array(skill),
  practicum: practicumLine
    .pick({ practicumId: true, confirmedHundredths: true, neededHundredths: true, state: true })
    .optional(),
  behind: z.array(z.enum(behindReasons)),
});
export type Student = z.output<typeof student>;
export const board = z.object({
  cohort: cohort.extend({
    label: z.string(),
    hundredths,
    /** Of the programme by which it studies, and the newest one. */
    version: z.int(),
    newestVersion: z.int(),
  }),
  students: z.array(student),
});
export type Board = z.output<typeof board>;
const place = z.object({ cohortId: z.uuid(), staffId: z.uuid() });
const done = z.object({});
const notEnrolled = { notEnrolled: { status: 409 } } as const;

export const programmeVerbs = {
  programmes: {
    ...read,
    input: empty,
    output: z.object({
      programmes: z.array(programme.extend({ version: z.int() })),
      cohorts: z.array(cohort.extend({ label: z.string(), students: z.int(), version: z.int() })),
    }),
  },
  saveProgramme: {
    ...manage,
    input: programme.extend({ version: z.int().min(0) }),
    output: z.object({ version: z.int() }),
    errors: { changedMeanwhile: { status: 409 }, codeTaken: { status: 409 } },
  },
  saveCohort: {
    ...manage,
    input: cohort.extend({ cohortId: z.uuid().optional() }),
    output: z.object({ cohortId: z.uuid() }),
  },
  enrol: { ...manage, input: place, output: done },
  /** Completed, or left. Asks for passed courses, skills and a complete practicum before it is completed. */
  leaveCohort: {
    ...manage,
    input: place.extend({ how: z.enum(['completed', 'withdrawn']), reason: remark }),
    output: done,
    errors: { ...notEnrolled, notAllDone: { status: 409, details: z.object({ missing: z.string() }) } },
  },
  saveResult: {
    ...manage,
    input: place.extend({ course: code, result: z.enum(results), grade: z.string().trim().max(20), day }),
    output: done,
    errors: notEnrolled,
  },
  /** Students by competencies, hours and courses; who is behind. */
  cohortBoard: { ...read, input: z.object({ cohortId: z.uuid() }), output: board },
  myProgrammes: {
    ...own,
    effect: 'read',
    input: empty,
    output: z.object({
      programmes: z.array(
        cohort.extend({ label: z.string(), state: studentState, courses: z.array(courseResult) }),
      ),
    }),
  },
} as const;
