import { z } from 'zod';
import { states } from './shared/states.ts';

export const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
export const staffId = z.uuid();
const words = (most: number) => z.string().trim().min(1).max(most);
export const note = z.string().trim().max(500);
export const reason = words(500);
export const both = z.object({ en: words(120), id: words(120) });

export const methods = ['observation', 'simulation', 'written', 'chartAudit'] as const;
export type Method = (typeof methods)[number];
export const purposes = ['practice', 'validation'] as const;

/** `slice.act`, or a skill within it: `orders.performInvasive/venipuncture`. */
export const act = z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*(\/[a-z][A-Za-z0-9]*)?$/);

export const step = z.object({
  step: code,
  en: words(200),
  id: words(200),
  critical: z.boolean(),
});

export const definition = z.object({
  label: both,
  acts: z.array(act).max(10),
  /** Job descriptions of which it is expected. */
  roles: z.array(z.string().min(1).max(60)).max(20),
  /** Confirmed practices before a first validation. */
  practices: z.int().min(0).max(100),
  validMonths: z.int().min(1).max(60),
  /** Somebody licensed, or also a trainer who is current in it herself. */
  observers: z.enum(['licensed', 'trainer']),
  steps: z.array(step).min(1).max(40),
  active: z.boolean(),
});
export type Definition = z.output<typeof definition>;

export const competency = definition.extend({
  code,
  version: z.int(),
  /** Its acts are closed to who has not got it and works without a licence. */
  asked: z.boolean(),
});
export type Competency = z.output<typeof competency>;

/** Work done and what became of it. A repeat is the same order or visit again after an error. */
export const rates = z.object({
  done: z.int(),
  corrected: z.int(),
  inError: z.int(),
  repeated: z.int(),
});

export const attempt = z.object({
  attemptId: z.uuid(),
  purpose: z.enum(purposes),
  method: z.enum(methods),
  observer: z.string(),
  at: z.string(),
  passed: z.boolean(),
  /** Labels of steps that failed, in the reader's language. */
  failed: z.array(z.string()),
  note: z.string(),
  /** Who may read the chart finds the work there. */
  visitId: z.string().optional(),
});

export const standing = z.object({
  code,
  label: z.string(),
  state: z.enum(states),
  practised: z.int(),
  needed: z.int(),
  asked: z.boolean(),
  trainer: z.boolean(),
  expected: z.boolean(),
  validatedBy: z.string().optional(),
  validatedAt: z.string().optional(),
  method: z.enum(methods).optional(),
  /** The last good day. */
  throughDay: z.iso.date().optional(),
  suspendedFor: z.string().optional(),
  suspendedBy: z.string().optional(),
  /** Acts in words that it opens. */
  opens: z.array(z.string()),
});
export type StandingLine = z.output<typeof standing>;

export const passportLine = standing.extend({ rates, attempts: z.array(attempt) });
export type PassportLine = z.output<typeof passportLine>;

export const passport = z.object({
  staffId,
  name: z.string(),
  roles: z.array(z.string()),
  lines: z.array(passportLine),
});
export type Passport = z.output<typeof passport>;

export const cell = standing
  .pick({ code: true, state: true, practised: true, needed: true, throughDay: true })
  .extend({
    expected: z.boolean(),
  });
