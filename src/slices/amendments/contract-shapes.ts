import { z } from 'zod';
import {
  contents,
  denyReasons,
  outcomes,
  partyKinds,
  requesterKinds,
  statementCharacters,
  states,
  ways,
} from './shared/codes.ts';

export const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const line = (most = 200) => z.string().trim().max(most);
export const needed = (key: string, most = 1_000) => z.string().trim().min(1, key).max(most);
export const note = line(500).default('');
export const reason = needed('amendments_field_reasonNeeded', 500);
export const day = z.iso.date();
export const way = z.enum(ways);
export const content = z.enum(contents);
export const denyReason = z.enum(denyReasons);
export const partyKind = z.enum(partyKinds);
export const partyName = needed('amendments_field_nameNeeded', 200);
export const statementText = needed('amendments_field_statementNeeded', statementCharacters);

/** What stands on her paper. */
export const asked = z.object({
  content,
  requesterKind: z.enum(requesterKinds),
  requesterName: needed('amendments_field_nameNeeded', 200),
  /** By what right somebody speaks for the patient. */
  authority: line(300).default(''),
  /** Where in the chart it stands. */
  place: needed('amendments_field_placeNeeded', 500),
  /** How it is to read. */
  wanted: needed('amendments_field_wantedNeeded', 2_000),
  why: needed('amendments_field_whyNeeded', 2_000),
});

/** The entry that is corrected, or to which the correction is linked. */
export const link = z.object({
  linkedPlace: needed('amendments_field_placeNeeded', 500),
  /** That entry in the record, where it has one of its own. */
  resource: z
    .string()
    .regex(/^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}$/, 'amendments_field_resourceForm')
    .optional(),
});

const party = z.object({
  partyId: z.uuid(),
  name: z.string(),
  kind: partyKind,
  toldOn: day.nullable(),
  way: way.nullable(),
});
export type PartyView = z.output<typeof party>;

export const request = z.object({
  requestId: z.uuid(),
  patientId: id,
  patientName: z.string(),
  recordNumber: z.string(),
  state: z.enum(states),
  outcome: z.enum(outcomes).nullable(),
  ...asked.shape,
  authority: z.string(),
  receivedOn: day,
  dueAt: z.iso.datetime(),
  extension: z.object({ reason: z.string(), toldOn: day }).nullable(),
  /** Whether the law and the clinic's clocks let it wait longer. */
  mayExtend: z.boolean(),
  decidedBy: z.string().nullable(),
  linkedPlace: z.string(),
  resource: z.string().nullable(),
  denyReason: denyReason.nullable(),
  /** The basis of a denial in plain words. */
  denyWords: z.string(),
  told: z.object({ on: day, way }).nullable(),
  statement: z.object({ text: z.string(), on: day }).nullable(),
  rebuttal: z.object({ text: z.string(), copyOn: day, way }).nullable(),
  parties: z.array(party),
  /** Whether it is given along with whatever leaves this chart. */
  goesAlong: z.boolean(),
});
export type RequestView = z.output<typeof request>;

export const step = z.object({
  state: z.enum(states),
  at: z.iso.datetime(),
  by: z.string(),
  note: z.string(),
});

export const clocks = z.object({
  answer: z.object({ amount: z.int().min(1).max(720), unit: z.enum(['days', 'hours']) }),
  extensionDays: z.int().min(0).max(90),
});
