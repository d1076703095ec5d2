import { z } from 'zod';
import {
  bases,
  chartParts,
  denyReasons,
  elements,
  identityChecks,
  requesterKinds,
  retentionActions,
  specials,
  startEvents,
  states,
  ways,
} from './shared/codes.ts';

export const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const line = (most = 200) => z.string().trim().max(most);
export const needed = (key: string, most = 300) => z.string().trim().min(1, key).max(most);
export const reason = needed('disclosures_field_reasonNeeded', 500);

/** Which parts of a chart, of which dates of service. */
const content = {
  parts: z.array(z.enum(chartParts)).min(1, 'disclosures_field_partsNeeded').max(chartParts.length),
  /** What of them, where a part says too much or too little. */
  partsNote: line(500).default(''),
  fromOn: z.iso.date().optional(),
  toOn: z.iso.date().optional(),
  special: z.array(z.enum(specials)).max(specials.length).default([]),
};

/** What is asked for, or was given: to whom, why and by what right. */
export const release = z.object({
  ...content,
  purpose: needed('disclosures_field_purposeNeeded'),
  basis: z.enum(bases),
  authorisationId: z.uuid().optional(),
  way: z.enum(ways),
});

export const scope = z.object(content);

export const requester = z.object({
  requesterKind: z.enum(requesterKinds),
  requesterName: needed('disclosures_field_whoNeeded'),
  /** Blank: who asks receives it herself. */
  recipientName: line().default(''),
  /** May follow until the release. */
  recipientAddress: line(300).default(''),
});

export const recipient = z.object({
  recipientKind: z.enum(requesterKinds),
  recipientName: needed('disclosures_field_whoNeeded'),
  recipientAddress: needed('disclosures_field_addressNeeded'),
});

/** A signed paper as it came in; what it does not say is left out. */
export const paper = z.object({
  description: line(500).default(''),
  discloser: line().default(''),
  recipient: line().default(''),
  purpose: line(300).default(''),
  expiresOn: z.iso.date().nullable().default(null),
  expiryEvent: line(300).default(''),
  signedOn: z.iso.date().nullable().default(null),
  signer: z.enum(['patient', 'representative']).default('patient'),
  signerName: line().default(''),
  authority: line(300).default(''),
  revocation: z.boolean().default(false),
  redisclosure: z.boolean().default(false),
  noConditioning: z.boolean().default(false),
  special: z.array(z.enum(specials)).max(specials.length).default([]),
});

export const authorisation = paper.extend({
  authorisationId: z.uuid(),
  standing: z.enum(['valid', 'incomplete', 'expired', 'revoked']),
  gaps: z.array(z.enum(elements)),
  ended: z.enum(['revoked', 'eventHappened']).nullable(),
  endedOn: z.iso.date().nullable(),
  /** Something was released by it: it is not written over any more. */
  used: z.boolean(),
});
export type AuthorisationView = z.output<typeof authorisation>;

/** What leaves, to whom and why, as it stands. */
const shown = {
  recipientName: z.string(),
  recipientAddress: z.string(),
  purpose: z.string(),
  basis: z.enum(bases),
  parts: z.array(z.enum(chartParts)),
  partsNote: z.string(),
  fromOn: z.iso.date().nullable(),
  toOn: z.iso.date().nullable(),
  special: z.array(z.enum(specials)),
  way: z.enum(ways),
};

export const disclosure = z.object({
  disclosureId: z.uuid(),
  requestId: z.uuid().nullable(),
  on: z.iso.date(),
  recipientKind: z.enum(requesterKinds),
  ...shown,
  by: z.string(),
  /** Whether the accounting lists it. */
  counted: z.boolean(),
  error: z.string().nullable(),
});
export type DisclosureView = z.output<typeof disclosure>;

export const request = z.object({
  requestId: z.uuid(),
  patientId: id,
  patientName: z.string(),
  recordNumber: z.string(),
  state: z.enum(states),
  outcome: z.enum(['released', 'denied']).nullable(),
  requesterKind: z.enum(requesterKinds),
  requesterName: z.string(),
  ...shown,
  authorisationId: z.uuid().nullable(),
  receivedOn: z.iso.date(),
  dueAt: z.iso.datetime(),
  extended: z.boolean(),
  /** Whether the law and the clinic's clocks let it wait longer. */
  mayExtend: z.boolean(),
});
export type RequestView = z.output<typeof request>;

export const step = z.object({
  state: z.enum(states),
  at: z.iso.datetime(),
  by: z.string(),
  note: z.string(),
});

export const hold = z.object({
  holdId: z.uuid(),
  reason: z.string(),
  placedAt: z.iso.datetime(),
  placedBy: z.string(),
  lifted: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
});
export type HoldView = z.output<typeof hold>;

export const retention = z.object({
  patientId: id,
  lastVisitOn: z.iso.date().nullable(),
  kept: z.enum(['until', 'hold', 'forEver', 'neverSeen', 'ageUnknown', 'noPeriod']),
  /** The first day on which the chart might be destroyed; null: none. */
  earliestOn: z.iso.date().nullable(),
  holds: z.array(hold),
});
export type RetentionView = z.output<typeof retention>;

const span = z.object({ amount: z.int().min(1).max(720), unit: z.enum(['days', 'hours']) });
export const clocks = z.object({
  access: span,
  extensionDays: z.int().min(0).max(90),
  other: span,
  accountingYears: z.int().min(1).max(30),
});

export const period = z.object({
  code: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
  /** The clinic's own name for it; blank for the kinds that have one. */
  label: line(120).default(''),
  basis: line(),
  start: z.enum(startEvents),
  years: z.int().min(0).max(150),
  action: z.enum(retentionActions),
});

export const identity = z.enum(identityChecks);
export const denyReason = z.enum(denyReasons);
