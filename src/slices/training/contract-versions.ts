import { z } from 'zod';
import { code, manage, read } from './contract-shapes.ts';

/** Lists of the clinic of which every version is kept. */
export const versionedLists = ['programme', 'rung', 'template'] as const;
export type VersionedList = (typeof versionedLists)[number];

export const version = z.object({
  version: z.int(),
  /** Empty where it came with the clinic. */
  by: z.string(),
  at: z.string(),
  /** What it changed of the version before, in words; empty for the first one. */
  changes: z.array(z.string()),
});
export type Version = z.output<typeof version>;

const number = z.int().min(1);
const done = z.object({});

export const versionVerbs = {
  /** Every version of one row of a list, the newest first. */
  versions: {
    ...read,
    input: z.object({ list: z.enum(versionedLists), code }),
    output: z.object({ versions: z.array(version) }),
  },
  /** From now on the cohort studies by that version; results of courses that it does not have stay where they are. */
  moveCohort: { ...manage, input: z.object({ cohortId: z.uuid(), version: number }), output: done },
  /** The same of an open plan: what is ticked stays so where its topic does. */
  movePlan: {
    ...manage,
    input: z.object({ planId: z.uuid(), version: number }),
    output: done,
    errors: { planClosed: { status: 409 } },
  },
} as const;
