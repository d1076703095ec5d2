import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  asked,
  clocks,
  content,
  day,
  denyReason,
  id,
  link,
  needed,
  note,
  partyKind,
  partyName,
  reason,
  request,
  statementText,
  step,
  way,
} from './contract-shapes.ts';

export type { PartyView, RequestView } from './contract-shapes.ts';

const hers = (input: { patientId?: string }, output?: { patientId: string }) =>
  input.patientId ?? output?.patientId;
const common = { kind: 'administrative', patient: hers } as const;
const read = { ...common, action: 'amendments.read', effect: 'read' } as const;
const receive = { ...common, action: 'amendments.receive', effect: 'write' } as const;
const review = { ...common, action: 'amendments.review', effect: 'write' } as const;
const clinical = {
  ...common,
  kind: 'clinical',
  action: 'amendments.decideClinical',
  effect: 'write',
} as const;
const administrative = { ...common, action: 'amendments.decideAdministrative', effect: 'write' } as const;

const ofPatient = z.object({ patientId: id });
const ofRequest = z.object({ requestId: z.uuid() });
const moved = z.object({ patientId: id, request });
const paper = z.object({ patientId: id, paperId: z.string() });

const turn = { outOfTurn: { status: 409 } } as const;
const decisions = { ...turn, otherContent: { status: 409 } } as const;
const accepts = {
  /** Who has this entry and may have gone by it, beside those whom the patient named. */
  input: ofRequest.extend({ ...link.shape, relied: z.array(partyName).max(20).default([]), note }),
  output: moved,
  errors: decisions,
} as const;
const denies = {
  input: ofRequest.extend({ reason: denyReason, words: needed('amendments_field_wordsNeeded', 2_000) }),
  output: moved,
  errors: decisions,
} as const;
const prints = { ...receive, input: ofRequest, output: paper, errors: turn } as const;

/** A patient asks that her record be amended, and is answered: 45 CFR 164.526. */
export const amendments = defineContract('amendments', {
  patientAmendments: {
    ...read,
    input: ofPatient,
    output: z.object({ patientId: id, requests: z.array(request) }),
  },
  openRequests: {
    ...{ action: 'amendments.read', kind: 'administrative', effect: 'read' },
    input: z.object({}),
    output: z.object({ requests: z.array(request) }),
  },
  readRequest: { ...read, input: ofRequest, output: moved.extend({ steps: z.array(step) }) },
  receiveRequest: {
    ...receive,
    input: z.object({
      patientId: id,
      ...asked.shape,
      /** It lies here on paper or as a message: what was only said is not a request yet. */
      written: z.literal(true, 'amendments_field_writtenNeeded'),
      /** The day on which it came in; today, where nothing is said. */
      receivedOn: day.optional(),
      /** Whom the patient wants told of a correction. */
      named: z.array(partyName).max(20).default([]),
    }),
    output: moved,
  },
  reviewRequest: {
    ...review,
    /** `content` puts right what was chosen when it came in. */
    input: ofRequest.extend({ content, note }),
    output: moved,
    errors: turn,
  },
  extendRequest: {
    ...review,
    input: ofRequest.extend({ reason, toldOn: day }),
    output: moved,
    errors: { ...turn, extendedAlready: { status: 409 }, noExtension: { status: 409 } },
  },
  acceptClinical: { ...clinical, ...accepts },
  denyClinical: { ...clinical, ...denies },
  acceptAdministrative: { ...administrative, ...accepts },
  denyAdministrative: { ...administrative, ...denies },
  addParty: {
    ...receive,
    input: ofRequest.extend({ name: partyName, partyKind }),
    output: moved,
    errors: turn,
  },
  tellParty: {
    ...receive,
    input: z.object({ partyId: z.uuid(), on: day, way }),
    output: moved,
    errors: { ...turn, toldAlready: { status: 409 } },
  },
  tellPatient: { ...receive, input: ofRequest.extend({ on: day, way }), output: moved, errors: turn },
  closeRequest: {
    ...receive,
    input: ofRequest.extend({ note }),
    output: moved,
    errors: { ...turn, partyUntold: { status: 409, details: z.object({ names: z.string() }) } },
  },
  attachStatement: {
    ...receive,
    input: ofRequest.extend({ text: statementText, on: day }),
    output: moved,
    errors: { notDenied: { status: 409 }, statementAlready: { status: 409 } },
  },
  rebutStatement: {
    ...review,
    /** `copyOn`: the day on which the patient was given a copy, which the law asks for. */
    input: ofRequest.extend({ text: statementText, copyOn: day, way }),
    output: moved,
    errors: { noStatement: { status: 409 }, rebuttalAlready: { status: 409 } },
  },
  printAcknowledgement: prints,
  printAcceptance: prints,
  printDenial: prints,
  settings: {
    ...{ action: 'amendments.read', kind: 'administrative', effect: 'read', audited: false },
    input: z.object({}),
    output: clocks,
  },
  saveSettings: {
    ...{ action: 'amendments.manage', kind: 'administrative', effect: 'write' },
    input: clocks,
    output: clocks,
  },
});
