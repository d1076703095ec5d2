import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { laterCodes, refusedCodes } from '#platform/shared/outgoing-codes.ts';
import { templateKinds } from './shared/template.ts';
import { channels } from './shared/ways.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const instant = z.iso.datetime();
const channel = z.enum(channels);
const language = z.enum(['en', 'id']);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'reminders_field_clockTime');
/** What an HTTP header can carry. */
const headerText = z.string().regex(/^[\x21-\x7e]{8,500}$/, 'reminders_field_secret');
const line = (most: number) => z.string().trim().min(1).max(most);
const empty = z.object({});

export const messageStates = [
  ...(['waiting', 'sending', 'accepted', 'delivered', 'failed', 'toHand', 'handed', 'called'] as const),
  'stopped',
] as const;
/** Why a message was not sent, stopped or has to be looked at. */
export const messageCodes = [
  ...refusedCodes,
  ...laterCodes,
  ...(['brokeOff', 'tooLate', 'optedOut', 'notAsked', 'noAddress', 'noChannel', 'secretLost'] as const),
  ...(['moved', 'cancelled', 'confirmed', 'over', 'notDelivered', 'notNeeded'] as const),
  /** A series is confirmed once, by its first visit: the others have this in their place. */
  'toldWithSeries',
] as const;

/** What came of a time that a patient was offered. */
export const offerOutcomes = [
  ...(['booked', 'moved', 'declined', 'late', 'gone', 'busy', 'notice', 'over'] as const),
] as const;

const before = z.object({ unit: z.enum(['days', 'hours']), count: z.int().min(1).max(60) });

const rules = z.object({
  on: z.boolean(),
  confirmation: z.boolean(),
  moved: z.boolean(),
  cancelled: z.boolean(),
  before: z.array(before).max(6),
  /** Both the same: no quiet hours. */
  quietFrom: clockTime,
  quietUntil: clockTime,
  askFirst: z.boolean(),
  byHand: z.boolean(),
  /** What patients read; a clinic whose name tells what it treats shows another. */
  name: line(80),
  place: line(160),
  phone: line(40),
  /** Where patients' links lead, without a slash at the end; empty: no links. */
  linkAddress: z.string().trim().max(200),
});

const mail = z.object({
  host: line(200).regex(/^[A-Za-z0-9.:-]+$/, 'reminders_field_host'),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().max(200),
  fromAddress: z.email('reminders_field_email').max(200),
});
const gateway = z.object({
  url: z.string().trim().max(500),
  channels: z.array(z.enum(['sms', 'whatsapp'])).max(2),
});

const template = z.object({
  kind: z.enum(templateKinds),
  language,
  /** 0: the built-in text. */
  version: z.int().min(0),
  subject: z.string(),
  body: z.string(),
});

const message = z.object({
  messageId: z.uuid(),
  visitId: id,
  kind: z.enum(templateKinds),
  state: z.enum(messageStates),
  channel: channel.nullable(),
  code: z.enum(messageCodes).nullable(),
  detail: z.string().nullable(),
  /** When the visit was that it told of. */
  visitAt: instant,
  language,
  templateVersion: z.int(),
  text: z.string(),
  at: instant,
  endedAt: instant.nullable(),
  doneBy: z.string().nullable(),
});

const answerGiven = z.object({
  answer: z.enum(['confirm', 'cancel', 'stop', 'unclear', 'accept', 'decline']),
  way: z.enum(['link', 'text', 'desk']),
  visitId: id.nullable(),
  said: z.string().nullable(),
  at: instant,
});

const toHand = z.object({
  messageId: z.uuid(),
  patientId: id,
  patientName: z.string(),
  visitId: id,
  visitAt: instant,
  kind: z.enum(templateKinds),
  text: z.string(),
  /** Opens WhatsApp with the text filled in. */
  link: z.string(),
});

const feed = z.object({
  feedId: z.uuid(),
  label: z.string(),
  madeAt: instant,
  madeBy: z.string(),
});

/** What a link shows of a visit: no name of the patient and no word of why. */
const shownVisit = z.object({
  clinic: z.string(),
  date: z.string(),
  time: z.string(),
  place: z.string(),
  phone: z.string(),
  language,
  state: z.enum(['open', 'confirmed', 'cancelled', 'over']),
  /** A time that she may take until then; null where the link is a booking's. `outcome` null: it waits for her. */
  offer: z
    .object({ until: z.string(), moves: z.boolean(), outcome: z.enum(offerOutcomes).nullable() })
    .nullable(),
  stopped: z.boolean(),
  /** Near enough to check in for on this phone, by the same link. */
  checkIn: z.boolean(),
});

const read = { action: 'reminders.read', kind: 'administrative', effect: 'read' } as const;
const send = { action: 'reminders.send', kind: 'administrative', effect: 'write' } as const;
const manage = { action: 'reminders.manage', kind: 'administrative', effect: 'write' } as const;
const anyone = {
  action: 'reminders.answer',
  kind: 'administrative',
  audience: 'anyone',
  effect: 'write',
} as const;
const feeding = { action: 'reminders.feed', kind: 'administrative' } as const;
const ofPatient = (_: unknown, output?: { patientId?: string | null }) => output?.patientId ?? undefined;
const waits = { tooMany: { status: 429 } } as const;

export const reminders = defineContract('reminders', {
  settings: {
    ...manage,
    effect: 'read',
    input: empty,
    output: z.object({
      /** Place and phone are empty until somebody has written them. */
      rules: rules.extend({ place: z.string(), phone: z.string() }),
      mail: mail.extend({ hasPassword: z.boolean() }).nullable(),
      gateway: gateway.extend({ hasSecret: z.boolean(), mayCall: z.boolean() }).nullable(),
      templates: z.array(template),
    }),
  },
  saveRules: { ...manage, input: rules, output: empty },
  /** Without a password the one that is kept stays, while the server and the user do. Null: no e-mail. */
  saveMail: {
    ...manage,
    input: z.object({ mail: mail.extend({ password: z.string().max(500).optional() }).nullable() }),
    output: empty,
  },
  saveGateway: {
    ...manage,
    input: z.object({ gateway: gateway.extend({ secret: headerText.optional() }).nullable() }),
    output: empty,
  },
  /** The secret by which the gateway calls back; shown this once, the one before ends. */
  makeCallSecret: {
    ...manage,
    secretAnswer: true,
    input: empty,
    output: z.object({ secret: z.string(), path: z.string() }),
  },
  saveTemplate: {
    ...manage,
    input: z.object({
      kind: z.enum(templateKinds),
      language,
      /** The version that was changed. */
      version: z.int().min(0),
      subject: line(150),
      body: line(1000),
    }),
    output: template,
    errors: { versionTaken: { status: 409 } },
  },
  patientMessages: {
    ...read,
    input: z.object({ patientId: id, visitId: id.optional() }),
    output: z.object({
      messages: z.array(message),
      answers: z.array(answerGiven),
      /** Visits to come that can still be confirmed or cancelled. */
      open: z.array(id),
      /** Of those, which the patient has confirmed. */
      confirmed: z.array(z.object({ visitId: id, at: instant })),
      /** The next time that somebody is written to, by visit. */
      next: z.array(z.object({ visitId: id, at: instant })),
      preferred: channel.nullable(),
      zone: z.string().nullable(),
      choices: z.array(z.object({ channel, allowed: z.boolean(), saidAt: instant, writtenBy: z.string() })),
      mobile: z.string().nullable(),
      email: z.string().nullable(),
    }),
    patient: (input: { patientId: string }) => input.patientId,
  },
  /** Whether a patient will be told of another time of her booking, and by which way; without one, why. */
  tellsOfMove: {
    ...read,
    audited: false,
    input: z.object({ visitId: id }),
    output: z.object({
      channel: channel.nullable(),
      by: z.enum(['server', 'hand']).nullable(),
      why: z.enum(['off', 'notToldBefore', 'optedOut', 'notAsked', 'noAddress', 'noChannel']).nullable(),
    }),
  },
  saveWishes: {
    ...send,
    input: z.object({
      patientId: id,
      preferred: channel.nullable(),
      zone: z.string().max(60).nullable(),
      /** Left out: not asked, or as it was said before. */
      choices: z.partialRecord(channel, z.boolean()),
    }),
    output: empty,
    patient: (input: { patientId: string }) => input.patientId,
  },
  handOverList: { ...send, effect: 'read', input: empty, output: z.object({ messages: z.array(toHand) }) },
  /** She was called, or WhatsApp was opened with the text. What comes of it there nobody can know. */
  handOver: {
    ...send,
    input: z.object({ messageId: z.uuid(), how: z.enum(['whatsapp', 'called', 'notNeeded']) }),
    output: z.object({ messageId: z.uuid(), patientId: id }),
    errors: { notWaiting: { status: 409 } },
    patient: ofPatient,
  },
  /** The desk writes down that the patient says she comes. */
  confirmVisit: {
    ...send,
    input: z.object({ visitId: id }),
    output: z.object({ visitId: id, patientId: id.nullable() }),
    errors: { notOpen: { status: 409 } },
    patient: ofPatient,
  },
  visitFile: {
    ...read,
    input: z.object({ visitId: id }),
    output: z.object({ fileName: z.string(), calendar: z.string(), patientId: id }),
    patient: ofPatient,
  },
  feeds: {
    ...feeding,
    effect: 'read',
    input: empty,
    output: z.object({ feeds: z.array(feed), mine: z.boolean() }),
  },
  /** A secret address of one's own calendar, for a telephone. Shown this once. */
  makeFeed: {
    ...feeding,
    effect: 'write',
    secretAnswer: true,
    input: z.object({ label: line(60) }),
    output: feed.extend({ path: z.string() }),
    errors: { noCalendar: { status: 409 } },
  },
  revokeFeed: { ...feeding, effect: 'write', input: z.object({ feedId: z.uuid() }), output: empty },
  openLink: {
    ...anyone,
    input: z.object({ token: z.string().max(60) }),
    output: shownVisit,
    errors: { linkNotGood: { status: 403 }, ...waits },
  },
  answerLink: {
    ...anyone,
    input: z.object({
      token: z.string().max(60),
      answer: z.enum(['confirm', 'cancel', 'stop', 'accept', 'decline']),
    }),
    output: shownVisit.extend({
      did: z.enum(['confirmed', 'cancelled', 'stopped', 'already', 'notOpen', ...offerOutcomes]),
    }),
    errors: { linkNotGood: { status: 403 }, ...waits },
  },
  /** What became of a text, told by the gateway with the secret of `makeCallSecret`. */
  textStatus: {
    ...anyone,
    input: z.object({
      id: z.string().max(80),
      status: z.enum(['delivered', 'failed']),
      detail: z.string().max(40).optional(),
    }),
    output: empty,
    errors: { callNotGood: { status: 403 }, ...waits },
  },
  /** What somebody answered to a text; the gateway sends `reply` back. Told twice with one id, it is done once. */
  textReply: {
    ...anyone,
    input: z.object({
      id: line(120),
      from: z.string().max(40),
      channel: z.enum(['sms', 'whatsapp']),
      text: z.string().max(2000),
    }),
    output: z.object({ reply: z.string() }),
    errors: { callNotGood: { status: 403 }, ...waits },
  },
});

export type Rules = z.output<typeof rules>;
export type MailSettings = z.output<typeof mail>;
export type GatewaySettings = z.output<typeof gateway>;
export type Template = z.output<typeof template>;
export type Message = z.output<typeof message>;
export type ToHand = z.output<typeof toHand>;
export type ShownVisit = z.output<typeof shownVisit>;
export type OfferOutcome = (typeof offerOutcomes)[number];
export type MessageCode = (typeof messageCodes)[number];
export type MessageState = (typeof messageStates)[number];
export const rulesShape = rules;
export const mailShape = mail;
export const gatewayShape = gateway;
