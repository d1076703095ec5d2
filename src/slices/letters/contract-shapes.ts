import { z } from 'zod';
import { conclusions, letterPlaces, letterStates } from './shared/kinds.ts';

export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const text = (most: number) => z.string().trim().max(most);
const words = (most: number) => z.string().trim().min(1).max(most);
const day = z.iso.date();
export const reason = z.string().trim().min(1, 'letters_field_reason').max(500);

/** For whom it is written: an employer, a school, an office. */
const recipient = words(200);
const place = z.enum(letterPlaces);

/** What an assistant drafts. Measured values are taken from the visit and never stand here. */
export const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('health'),
    recipient,
    /** What it is needed for: a job, a driving licence, a marriage. */
    purpose: words(300),
    /** In words, as it was tested; absent: not tested. */
    vision: text(200).optional(),
    colourVision: text(200).optional(),
  }),
  z.object({ kind: z.literal('attendance'), place, recipient, purpose: text(300).optional() }),
  z.object({
    kind: z.literal('fitToReturn'),
    place,
    recipient,
    returnOn: day,
    /** What she should not do yet: `no lifting above 5 kg`. */
    limits: text(500).optional(),
    /** Last day of the limits. */
    limitsUntil: day.optional(),
  }),
]);
export type Content = z.output<typeof content>;

/** What the paper says, in its own language: sentences, and values beside their names. */
export const spoken = z.object({
  title: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  sentences: z.array(z.string()),
});
export type Spoken = z.output<typeof spoken>;

export const letter = z.object({
  letterId: z.string(),
  visitId: z.string(),
  patientId: z.string(),
  content,
  state: z.enum(letterStates),
  /** Pass it back with the next act on it. */
  version: z.int(),
  /** Its number once it is signed: `2026-0007`. */
  number: z.string().optional(),
  /** As it stands on the paper. */
  spoken,
  conclusion: z.enum(conclusions).optional(),
  remark: z.string().optional(),
  draftedBy: z.string(),
  draftedAt: z.string(),
  /** Why the physician sent it back, and who. */
  sentBack: z.object({ reason: z.string(), by: z.string(), at: z.string() }).optional(),
  signature: z.object({ name: z.string(), role: z.string(), at: z.string() }).optional(),
  /** The signed letter in whose place it is to come, and why. */
  replaces: z.object({ letterId: z.string(), number: z.string(), reason: z.string() }).optional(),
  /** What was measured has changed since the draft: it is kept once more before it is signed. */
  measuredAnew: z.boolean(),
});
export type Letter = z.output<typeof letter>;
