import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  authorisation,
  clocks,
  denyReason,
  disclosure,
  hold,
  id,
  identity,
  needed,
  paper,
  period,
  reason,
  recipient,
  release,
  request,
  requester,
  retention,
  scope,
  step,
} from './contract-shapes.ts';

export type {
  AuthorisationView,
  DisclosureView,
  HoldView,
  RequestView,
  RetentionView,
} from './contract-shapes.ts';

const hers = (input: { patientId?: string }, output?: { patientId: string }) =>
  input.patientId ?? output?.patientId;
const common = { kind: 'administrative', patient: hers } as const;
const read = { ...common, action: 'disclosures.read', effect: 'read' } as const;
const receive = { ...common, action: 'disclosures.receive', effect: 'write' } as const;
const decide = { ...common, action: 'disclosures.release', effect: 'write' } as const;
const holds = { ...common, action: 'disclosures.hold', effect: 'write' } as const;

const ofPatient = z.object({ patientId: id });
const ofRequest = z.object({ requestId: z.uuid() });
const note = z.string().trim().max(500).default('');
const moved = z.object({ patientId: id, request });

/** Why nothing may leave: declared wherever something would. */
const consent = {
  authorisationMissing: { status: 409 },
  authorisationIncomplete: { status: 409 },
  authorisationExpired: { status: 409 },
  authorisationRevoked: { status: 409 },
  ownConsentMissing: { status: 409 },
} as const;
const turn = { outOfTurn: { status: 409 } } as const;
const settings = z.object({ clocks, periods: z.array(period).max(40) });

/** What of a chart leaves the clinic, to whom and why, and how long it is kept. */
export const disclosures = defineContract('disclosures', {
  patientDisclosures: {
    ...read,
    input: ofPatient,
    output: z.object({
      patientId: id,
      disclosures: z.array(disclosure),
      requests: z.array(request),
      authorisations: z.array(authorisation),
    }),
  },
  openRequests: {
    ...{ action: 'disclosures.read', kind: 'administrative', effect: 'read' },
    input: z.object({}),
    output: z.object({ requests: z.array(request) }),
  },
  readRequest: {
    ...read,
    input: ofRequest,
    output: moved.extend({ steps: z.array(step) }),
  },
  logDisclosure: {
    ...receive,
    input: z.object({
      patientId: id,
      ...recipient.shape,
      ...release.shape,
      /** Today, where nothing is said. */
      on: z.iso.date().optional(),
      /** No more than is needed was sent. */
      minimum: z.boolean().default(false),
    }),
    output: z.object({ patientId: id, disclosure }),
    errors: { ...consent, needsReview: { status: 403 } },
  },
  markDisclosureError: {
    ...decide,
    input: z.object({ disclosureId: z.uuid(), reason }),
    output: z.object({ patientId: id }),
    errors: { alreadyInError: { status: 409 } },
  },
  saveAuthorisation: {
    ...receive,
    input: z.object({ patientId: id, authorisationId: z.uuid().optional(), ...paper.shape }),
    output: z.object({ patientId: id, authorisation }),
    errors: { authorisationUsed: { status: 409 }, authorisationEnded: { status: 409 } },
  },
  endAuthorisation: {
    ...receive,
    input: z.object({
      authorisationId: z.uuid(),
      how: z.enum(['revoked', 'eventHappened']),
      on: z.iso.date(),
      note,
    }),
    output: z.object({ patientId: id, authorisation }),
    errors: { authorisationEnded: { status: 409 } },
  },
  receiveRequest: {
    ...receive,
    input: z.object({
      patientId: id,
      ...requester.shape,
      ...release.shape,
      /** The day on which it came in; today, where nothing is said. */
      receivedOn: z.iso.date().optional(),
    }),
    output: moved,
  },
  verifyRequest: {
    ...receive,
    input: ofRequest.extend({ identity, authority: note }),
    output: moved,
    errors: turn,
  },
  scopeRequest: {
    ...decide,
    input: ofRequest.extend({
      ...scope.shape,
      /** Kept to what the purpose needs. */
      minimum: z.boolean().default(false),
      authorisationId: z.uuid().optional(),
      note,
    }),
    output: moved,
    errors: turn,
  },
  pullRequest: {
    ...receive,
    input: ofRequest.extend({ pages: z.int().min(1).max(100_000), note }),
    output: moved,
    errors: turn,
  },
  reviewRequest: { ...decide, input: ofRequest.extend({ note }), output: moved, errors: turn },
  releaseRequest: {
    ...decide,
    input: ofRequest.extend({
      recipientAddress: needed('disclosures_field_addressNeeded'),
      way: release.shape.way,
    }),
    output: moved.extend({ disclosure }),
    errors: { ...turn, ...consent },
  },
  denyRequest: {
    ...decide,
    input: ofRequest.extend({ reason: denyReason, note }),
    output: moved,
    errors: turn,
  },
  extendRequest: {
    ...decide,
    input: ofRequest.extend({ reason }),
    output: moved,
    errors: { ...turn, extendedAlready: { status: 409 }, noExtension: { status: 409 } },
  },
  closeRequest: { ...decide, input: ofRequest.extend({ note }), output: moved, errors: turn },
  accounting: {
    ...read,
    input: ofPatient,
    output: z.object({
      patientId: id,
      fromOn: z.iso.date(),
      toOn: z.iso.date(),
      rows: z.array(disclosure),
      /** The last that was given; within twelve months the next one need not be free. */
      lastGivenOn: z.iso.date().nullable(),
      free: z.boolean(),
    }),
  },
  printAccounting: {
    ...receive,
    input: ofPatient,
    output: z.object({ patientId: id, paperId: z.string() }),
  },
  printCover: {
    ...receive,
    input: ofRequest,
    output: z.object({ patientId: id, paperId: z.string() }),
    errors: turn,
  },
  retentionOf: { ...read, input: ofPatient, output: retention },
  placeHold: {
    ...holds,
    input: z.object({ patientId: id, reason }),
    output: z.object({ patientId: id, hold }),
  },
  liftHold: {
    ...holds,
    input: z.object({ holdId: z.uuid(), reason }),
    output: z.object({ patientId: id, hold }),
    errors: { alreadyLifted: { status: 409 } },
  },
  settings: {
    ...{ action: 'disclosures.read', kind: 'administrative', effect: 'read', audited: false },
    input: z.object({}),
    output: settings,
  },
  saveSettings: {
    ...{ action: 'disclosures.manage', kind: 'administrative', effect: 'write' },
    input: settings,
    output: settings,
  },
});

export type DisclosureError = keyof typeof consent | 'outOfTurn' | 'needsReview';
