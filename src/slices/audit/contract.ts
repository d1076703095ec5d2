import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

const read = { action: 'audit.read', kind: 'administrative', effect: 'read' } as const;
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
/** Where the next page begins: instant and id of the last row that was shown. */
const before = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f-]{36}$/);
const outcome = z.enum(['done', 'refused', 'failed']);

/** One row of the trail, in the reader's language. */
const entry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  who: z.string(),
  kind: z.enum(['staff', 'client', 'system', 'anyone']),
  /** What was done, in clinic words. */
  what: z.string(),
  outcome,
  patientId: z.string().optional(),
  /** Absent where the trail concerns no patient, or one whose chart is not of this clinic. */
  patient: z.object({ name: z.string(), recordNumber: z.string() }).optional(),
});
export type TrailEntry = z.output<typeof entry>;

/** Newest first; `next` where there are more. */
const page = z.object({ entries: z.array(entry), next: before.optional() });

/** Who did what, as the clinic may read it. Reading it is in the trail too. */
export const audit = defineContract('audit', {
  /** Everybody who opened, changed, printed, or was refused this patient's chart. */
  whoLooked: {
    ...read,
    action: 'audit.readChart',
    input: z.object({ patientId, before: before.optional() }),
    output: page,
    patient: ({ patientId }) => patientId,
  },
  /** The clinic's whole trail. */
  listTrail: {
    ...read,
    input: z.object({
      /** Staff id. */
      personId: z.uuid().optional(),
      patientId: patientId.optional(),
      /** A day of the clinic's calendar. */
      day: z.iso.date().optional(),
      /** What was done, as `trailChoices` names it. */
      action: z.string().max(100).optional(),
      outcome: outcome.optional(),
      before: before.optional(),
    }),
    output: page,
    patient: ({ patientId }) => patientId,
  },
  /** What the trail can be narrowed down to. */
  trailChoices: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({
      people: z.array(z.object({ id: z.uuid(), name: z.string() })),
      actions: z.array(z.object({ action: z.string(), words: z.string() })),
    }),
  },
});
