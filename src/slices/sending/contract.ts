import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { ways, sendingStates } from './shared/ways.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const instant = z.iso.datetime();
const language = z.enum(['en', 'id']);
const way = z.enum(ways);
const token = z.string().max(60);

/** Why a way is shut: she has no number or address, the clinic cannot, she said no, or links lead nowhere. */
const shut = z.enum(['noAddress', 'noChannel', 'optedOut', 'noLink']);

const offeredWay = z.object({
  way,
  /** The number or address, to be read back to her; empty for a code. */
  to: z.string(),
  because: shut.optional(),
});

const sending = z.object({
  sendingId: z.uuid(),
  paperId: z.uuid(),
  title: z.string(),
  way,
  to: z.string(),
  /** `unclear`: it may have gone out. `ended`: by a person or after wrong birth dates. `over`: its time is over. */
  state: z.enum(sendingStates),
  /** Why it did not go out, in words. */
  trouble: z.string().nullable(),
  sentAt: instant,
  sentBy: z.string(),
  /** Who asks has sent it: she may hand its link over. */
  mine: z.boolean(),
  expiresAt: instant,
  openings: z.int(),
  lastOpenedAt: instant.nullable(),
  ended: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});

const hers = (input: { patientId?: string }, output?: { patientId: string }) =>
  input.patientId ?? output?.patientId;
const common = { kind: 'administrative', patient: hers } as const;
const read = { ...common, action: 'sending.read', effect: 'read' } as const;
const send = { ...common, action: 'sending.send', effect: 'write' } as const;
const anyone = {
  action: 'sending.open',
  kind: 'administrative',
  audience: 'anyone',
  effect: 'write',
} as const;
const linkErrors = { linkNotGood: { status: 403 }, tooMany: { status: 429 } } as const;
const paperErrors = {
  /** Her chart has no birth date by day, and nothing else would tell her from whoever holds the link. */
  birthDateNeeded: { status: 409 },
  notCurrent: { status: 409 },
  otherPatient: { status: 409 },
  /** Not signed yet. */
  draft: { status: 409 },
  /** A paper of the house. */
  notForPatients: { status: 409 },
} as const;

/** Papers of a chart that a patient is given by a link, which asks for the birth date. */
export const sendings = defineContract('sending', {
  /** How a patient can be sent a paper now, the way that she prefers first. `patientId`: whose it is, after all joins. */
  ways: {
    ...{ ...send, effect: 'read' },
    input: z.object({ patientId: id, paperId: z.uuid() }),
    output: z.object({ patientId: id, days: z.int(), ways: z.array(offeredWay) }),
    errors: paperErrors,
  },
  sendPaper: {
    ...send,
    /** `patientId`: whose screen it was. */
    input: z.object({ patientId: id, paperId: z.uuid(), way }),
    output: z.object({ patientId: id, sending }),
    errors: {
      ...paperErrors,
      wayShut: { status: 409, details: z.object({ because: z.string() }) },
    },
  },
  /** What a person hands over: the link itself, and for WhatsApp what opens it with the text filled in. Kept nowhere. */
  linkToHand: {
    ...{ ...send, effect: 'read' },
    input: z.object({ sendingId: z.uuid() }),
    output: z.object({ patientId: id, link: z.string(), whatsApp: z.string().optional() }),
    errors: { notToHand: { status: 409 }, notYours: { status: 403 } },
  },
  /** What a patient was sent, the newest first. */
  patientSendings: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({ patientId: id, sendings: z.array(sending) }),
  },
  /** Makes a link open nothing from now on. What was opened before was seen. */
  endLink: {
    ...send,
    input: z.object({
      sendingId: z.uuid(),
      reason: z.string().trim().min(1, 'sending_field_reason').max(255),
    }),
    output: z.object({ patientId: id, sending }),
    errors: { alreadyOver: { status: 409 } },
  },
  /** What a link says before the birth date: the clinic, and nothing of whom or what. */
  openLink: {
    ...anyone,
    input: z.object({ token }),
    output: z.object({ clinic: z.string(), phone: z.string(), language, until: z.string() }),
    errors: linkErrors,
  },
  openPaper: {
    ...anyone,
    input: z.object({ token, birthDate: z.iso.date() }),
    /** `pdf` is base64. */
    output: z.object({ title: z.string(), fileName: z.string(), pdf: z.string() }),
    errors: { ...linkErrors, noMatch: { status: 403 } },
  },
});

export type Sending = z.output<typeof sending>;
export type OfferedWay = z.output<typeof offeredWay>;
