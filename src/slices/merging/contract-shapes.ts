import { z } from 'zod';

export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
export const note = z.string().trim().max(500);
export const needed = (key: string, most = 500) => z.string().trim().min(1, key).max(most);

/** A chart as whoever compares two of them sees it. */
export const chart = z.object({
  id: z.string(),
  name: z.string(),
  sex: z.string(),
  recordNumber: z.string(),
  birthDate: z.string().optional(),
  phone: z.string().optional(),
  city: z.string().optional(),
});
export type Chart = z.output<typeof chart>;

const by = z.object({ at: z.string(), by: z.string() });

/** Two charts that may be one person. `reasons` are codes of why. */
export const pair = z.object({
  patient: chart,
  other: chart,
  score: z.number(),
  reasons: z.array(z.string()),
  /** Somebody said so by hand. */
  reported: by.extend({ note: z.string() }).optional(),
  assignee: z.object({ id: z.string(), name: z.string() }).optional(),
  looked: by.optional(),
});
export type Pair = z.output<typeof pair>;

export const side = z.enum(['survivor', 'other']);

/** What speaks against one person. Each asks for a reason in words. */
export const warningCodes = [
  'sexDifferent',
  'identifierDifferent',
  'siblingLikely',
  'birthDateDifferent',
  'nameDifferent',
  'saidDifferent',
] as const;
export const warning = z.enum(warningCodes);
export type Warning = z.output<typeof warning>;

/** Values as the form has them: text, or the parts of an address. */
export const fieldPair = z.object({
  field: z.string(),
  survivor: z.unknown(),
  other: z.unknown(),
  conflict: z.boolean(),
});

export const merge = z.object({
  mergeId: z.string(),
  survivor: chart,
  other: chart,
  reason: z.string(),
  warnings: z.array(warning),
  merged: by,
  undone: by.extend({ reason: z.string() }).optional(),
  items: z.number().int(),
});
export type MergeView = z.output<typeof merge>;

/** Something that was written into the chart after the join: a visit with all that is of it, or a single entry. */
export const sinceItem = z.object({
  /** `Encounter/<visit>` or `Type/<id>`. */
  key: z.string(),
  type: z.string(),
  label: z.string(),
  at: z.string(),
  count: z.number().int(),
  /** Where it most likely belongs: of a visit that came with the joined chart, back to it. */
  suggested: z.enum(['stays', 'goes']).optional(),
});

export const changedItem = z.object({ key: z.string(), type: z.string(), label: z.string() });

export const reconcileWhat = z.enum(['allergies', 'medicines']);

export const nameAlert = z.object({
  patientId: z.string(),
  initials: z.string(),
  birthYear: z.string().optional(),
  recordNumber: z.string(),
  why: z.enum(['sameName', 'soundsAlike', 'byHand']),
  /** On the list of the same day. */
  today: z.boolean(),
  note: z.string().optional(),
});
export type NameAlert = z.output<typeof nameAlert>;

export const overlayTypes = [
  'AllergyIntolerance',
  'Condition',
  'MedicationStatement',
  'MedicationRequest',
  'Observation',
  'DocumentReference',
  'Immunization',
] as const;
export const overlayType = z.enum(overlayTypes);
export type OverlayType = z.output<typeof overlayType>;

export const overlay = z.object({
  overlayId: z.string(),
  patient: chart,
  what: z.string(),
  reported: by,
  state: z.enum(['open', 'moved', 'right']),
  right: chart.optional(),
  decided: by.extend({ reason: z.string() }).optional(),
  /** People who wrote or read it meanwhile and were told. */
  told: z.number().int(),
});
export type OverlayView = z.output<typeof overlay>;

export const overlayItem = z.object({
  type: overlayType,
  id: z.string(),
  label: z.string(),
  detail: z.string().optional(),
  at: z.string().optional(),
});
