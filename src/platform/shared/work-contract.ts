import { z } from 'zod';
import { defineContract } from './contract.ts';

/** One thing a person must do, in the reader's language. */
const task = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  /** Staff id; absent while it lies in the pool. */
  ownerId: z.string().optional(),
  patientId: z.string().optional(),
  /** Whom it is for; absent where it concerns no patient. */
  patient: z.object({ name: z.string(), recordNumber: z.string() }).optional(),
  visitId: z.string().optional(),
  /** What it is about, `Type/id`. */
  subject: z.string().optional(),
  params: z.record(z.string(), z.string()),
  urgent: z.boolean(),
  openedAt: z.string(),
  dueAt: z.string(),
  mine: z.boolean(),
});

export type WorkTask = z.output<typeof task>;

const signedIn = { action: 'work.take', kind: 'administrative', audience: 'signedIn' } as const;
const taskId = z.object({ taskId: z.string().min(1).max(64) });

/** My work: what I took, what lies in the pools that my job description reaches, and asking another person. */
export const work = defineContract('work', {
  listMine: {
    ...signedIn,
    effect: 'read',
    audited: false,
    input: z.object({ patientId: z.string().max(64).optional() }),
    /** Urgent first, then by due time; `waiting` counts what the list leaves out. */
    output: z.object({ tasks: z.array(task), waiting: z.number().int() }),
  },
  takeTask: {
    ...signedIn,
    effect: 'write',
    input: taskId,
    output: z.object({}),
    errors: { takenByOther: { status: 409, details: z.object({ name: z.string() }) } },
  },
  returnTask: { ...signedIn, effect: 'write', input: taskId, output: z.object({}) },
  finishTask: { ...signedIn, effect: 'write', input: taskId, output: z.object({}) },
  /** Moves all my open tasks back to their pools, or to one person who may do them: the end of a shift in one act. */
  handOver: {
    ...signedIn,
    effect: 'write',
    input: z.object({ toStaffId: z.uuid().optional() }),
    output: z.object({ moved: z.number().int(), left: z.number().int() }),
  },
  /** The button of a refusal: asks those who may do an action to come and do it. */
  askSomebody: {
    ...signedIn,
    effect: 'write',
    input: z.object({
      action: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
      subject: z.string().max(130),
      patientId: z.string().max(64).optional(),
      visitId: z.string().max(64).optional(),
    }),
    output: z.object({ taskId: z.string() }),
    errors: { nobodyMay: { status: 409 } },
  },
});
