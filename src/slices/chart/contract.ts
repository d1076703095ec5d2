import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { isDate } from '#platform/shared/time.ts';
import { kinds } from './shared/kinds.ts';

const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const day = z.string().refine(isDate, 'chart_field_day');
const kind = z.enum(kinds);
const ofPatient = (input: { patientId: string }) => input.patientId;

const entry = z.object({
  id: z.string(),
  kind,
  /** An instant, or as much of a date as is known; absent where nothing says when. */
  at: z.string().optional(),
  title: z.string(),
  detail: z.string().optional(),
  /** What somebody wrote; of a search the part around the words found. */
  text: z.string().optional(),
  /** How it stands, in the reader's words, where that is worth saying. */
  state: z.string().optional(),
  by: z.string().optional(),
  visitId: z.string().optional(),
});
export type TimelineEntry = z.output<typeof entry>;

const taken = {
  patientId,
  /** Why it is taken out: stands on the paper and in the trail. */
  purpose: z.string().trim().min(3, 'chart_field_purpose').max(200),
};

/** One patient's chart in the order of time, and the whole of it to take out. */
export const chart = defineContract('chart', {
  /** A page, the newest day first; the days of a page are whole. */
  timeline: {
    action: 'records.read',
    kind: 'clinical',
    effect: 'read',
    input: z.object({
      patientId,
      /** Absent: all that the caller may see. */
      kinds: z.array(kind).min(1).max(kinds.length).optional(),
      /** Words that a line must hold. */
      find: z.string().trim().max(100).optional(),
      /** Only what was before this day, in the clinic's zone: the `before` of the last page. */
      before: day.optional(),
    }),
    output: z.object({
      patientId: z.string(),
      entries: z.array(entry),
      /** Where the next page begins; absent at the end. */
      before: z.string().optional(),
      /** Kinds that the caller's job does not show. */
      hidden: z.array(kind),
    }),
    patient: ofPatient,
  },
  printChart: {
    action: 'chart.take',
    kind: 'administrative',
    effect: 'write',
    input: z.object({ ...taken, from: day.optional(), to: day.optional() }),
    output: z.object({ patientId: z.string(), paperId: z.uuid() }),
    errors: {
      tooLong: { status: 409, details: z.object({ lines: z.number(), most: z.number() }) },
    },
    patient: ofPatient,
  },
  /** Notes that the chart is taken as a file; the browser then reads `Patient/$everything` with the caller's rights. */
  takeFile: {
    action: 'chart.take',
    kind: 'administrative',
    effect: 'write',
    input: z.object(taken),
    output: z.object({ patientId: z.string(), fileName: z.string() }),
    patient: ofPatient,
  },
});
