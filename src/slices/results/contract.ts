import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { flags, resultKinds, standings } from './shared/words.ts';

const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);

const value = z.object({
  /** `Type/id` in the record. */
  id: z.string(),
  /** An instant, or as much of a date as is known. */
  at: z.string().optional(),
  /** The value with its unit, or what the report concludes; absent where nothing was written. */
  words: z.string().optional(),
  /** What is usual, as the laboratory gave it. */
  range: z.string().optional(),
  flag: z.enum(flags).optional(),
  standing: z.enum(standings),
  by: z.string().optional(),
  note: z.string().optional(),
  visitId: z.string().optional(),
});
export type ResultValue = z.output<typeof value>;

const result = z.object({
  id: z.string(),
  kind: z.enum(resultKinds),
  title: z.string(),
  /** The newest first, what was entered in error last; more than these are in the timeline. */
  values: z.array(value).min(1),
  /** How many more there are of those that were read. */
  earlier: z.int(),
  /** Of a report: what it was made of. */
  holds: z.array(z.string()),
});
export type Result = z.output<typeof result>;

/** What tests found: measured elsewhere, reported, or carried out here. */
export const results = defineContract('results', {
  /** The newest of each, the one that was last heard of first. What is not the caller's to read is left out. */
  patientResults: {
    action: 'records.read',
    kind: 'clinical',
    effect: 'read',
    input: z.object({ patientId }),
    output: z.object({ patientId: z.string(), results: z.array(result), more: z.boolean() }),
    patient: (input: { patientId: string }) => input.patientId,
  },
});
