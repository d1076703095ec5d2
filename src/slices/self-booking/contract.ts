import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const instant = z.iso.datetime();
const day = z.iso.date();
const code = z.string().max(40);
const language = z.enum(['en', 'id']);
const line = (most: number) => z.string().trim().min(1).max(most);
/** The clinic's short name in the address; empty: the only clinic that is served. */
const at = z.string().trim().max(63).default('');
const token = z.string().max(60);

/** What stands of a request. */
export const requestStates = [
  ...(['held', 'booked', 'matched'] as const),
  ...(['cancelled', 'turnedDown', 'expired', 'gone', 'over'] as const),
] as const;

const settings = z.object({
  active: z.boolean(),
  visitTypeCodes: z.array(code).max(50),
  practitionerIds: z.array(id).max(100),
  /** How far ahead, in days; the clinic's own horizon holds besides. */
  horizonDays: z.int().min(1).max(180),
  /** Least notice; the clinic's own holds besides. */
  noticeMinutes: z.int().min(0).max(20_160),
  /** How long a time is kept for somebody who has not confirmed. */
  holdMinutes: z.int().min(10).max(120),
  perContactDaily: z.int().min(1).max(20),
  perAddressDaily: z.int().min(1).max(500),
  /** Unconfirmed ones in all. */
  mostWaiting: z.int().min(1).max(200),
  /** Of one day's times, those that are unconfirmed or nobody's yet. */
  mostADay: z.int().min(1).max(100),
});

const ways = z.object({ mobile: z.boolean(), email: z.boolean() });
const label = z.object({ labelEn: z.string(), labelId: z.string() });
const provider = z.object({ practitionerId: id, name: z.string() });

/** A time as the public sees it; `time` on the clinic's clock. */
const publicTime = provider.extend({ startsAt: instant, day, time: z.string() });

/** What a link shows: no name, no word of why, with whom or what for. */
const shown = z.object({
  clinic: z.string(),
  date: z.string(),
  time: z.string(),
  place: z.string(),
  phone: z.string(),
  language,
  /** `booked` also once the desk knows whose it is. */
  state: z.enum(['held', 'booked', 'cancelled', 'expired', 'gone', 'over']),
  /** Until when she may confirm, on the clinic's clock. */
  until: z.string(),
  /** The clinic's short name, for the way back to its page. */
  at: z.string(),
});

const request = z.object({
  requestId: z.uuid(),
  visitId: id,
  startsAt: instant,
  visitType: z.string(),
  practitionerName: z.string(),
  /** As typed by whoever asked; no chart. */
  name: z.string(),
  birthDate: z.string(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  reason: z.string(),
  language,
  confirmedAt: instant,
});

const anyone = { action: 'selfBooking.book', kind: 'administrative', audience: 'anyone' } as const;
const book = { action: 'scheduling.book', kind: 'administrative' } as const;
const manage = { action: 'scheduling.manage', kind: 'administrative' } as const;
const noPage = { noPage: { status: 404 } } as const;
const tooMany = { tooMany: { status: 429 } } as const;
const linkErrors = { linkNotGood: { status: 403 }, ...tooMany } as const;
const decided = z.object({ requestId: z.uuid(), visitId: id });

export const selfBooking = defineContract('selfBooking', {
  /** What a clinic offers to the public. A clinic that offers nothing and one that is not there answer alike. */
  openPage: {
    ...anyone,
    effect: 'read',
    input: z.object({ at }),
    output: z.object({
      clinic: z.string(),
      place: z.string(),
      phone: z.string(),
      language,
      country: z.string(),
      /** Times are the clinic's. */
      zone: z.string(),
      ways,
      visitTypes: z.array(label.extend({ code, minutes: z.int(), practitionerIds: z.array(id) })),
      providers: z.array(provider),
      firstDay: day,
      lastDay: day,
      holdMinutes: z.int(),
    }),
    errors: { ...noPage, ...tooMany },
  },
  freeTimes: {
    ...anyone,
    effect: 'read',
    /** Seven days from the first on. */
    input: z.object({ at, visitTypeCode: code, practitionerId: id.optional(), fromDay: day }),
    output: z.object({ times: z.array(publicTime) }),
    errors: { ...noPage, ...tooMany },
  },
  /** Holds a time and writes to whoever asks. Answers alike whoever she is. */
  askForTime: {
    ...anyone,
    effect: 'write',
    input: z.object({
      at,
      /** The same at every retry of one press. */
      attemptId: z.uuid(),
      visitTypeCode: code,
      practitionerId: id,
      startsAt: instant,
      name: line(200),
      birthDate: day,
      mobile: z.string().trim().max(40).default(''),
      email: z.string().trim().max(200).default(''),
      reason: z.string().trim().max(255).default(''),
      language,
      /** A field that people do not see. */
      website: z.string().max(500).default(''),
    }),
    output: z.object({ until: instant, holdMinutes: z.int() }),
    errors: {
      ...noPage,
      ...tooMany,
      timeTaken: { status: 409, details: z.object({ alternatives: z.array(publicTime) }) },
      /** The visit type is for other ages. */
      notForAge: { status: 409 },
      /** As many as may wait do. */
      full: { status: 409 },
    },
  },
  openLink: { ...anyone, effect: 'write', input: z.object({ token }), output: shown, errors: linkErrors },
  answerLink: {
    ...anyone,
    effect: 'write',
    input: z.object({ token, answer: z.enum(['confirm', 'cancel']) }),
    output: shown.extend({ did: z.enum(['booked', 'cancelled', 'already', 'late', 'gone', 'notOpen']) }),
    errors: linkErrors,
  },
  /** A file for her calendar; it names the clinic and nobody. */
  linkFile: {
    ...anyone,
    effect: 'read',
    input: z.object({ token }),
    output: z.object({ fileName: z.string(), calendar: z.string() }),
    errors: { ...linkErrors, notBooked: { status: 409 } },
  },
  settings: {
    ...manage,
    effect: 'read',
    input: z.object({}),
    output: settings.extend({
      /** The page's address; empty where reminders know none that the public reaches. */
      address: z.string(),
      ways,
      visitTypes: z.array(label.extend({ code })),
      providers: z.array(provider),
    }),
  },
  saveSettings: {
    ...manage,
    effect: 'write',
    input: settings,
    output: settings,
    errors: {
      /** Reminders are off, or the clinic has no mail server and no gateway: nobody could be written to. */
      noWay: { status: 409 },
      /** Reminders know no address to which a link could lead. */
      noAddress: { status: 409 },
    },
  },
  /** Confirmed bookings that are nobody's yet, in the order of time; with `today` those that are about to come in. */
  requests: {
    ...book,
    effect: 'read',
    input: z.object({ today: z.boolean().default(false) }),
    output: z.object({ requests: z.array(request) }),
  },
  /** Says whose a booking is. `differs`: what she typed that her chart has otherwise; the chart stays as it is. */
  matchRequest: {
    ...book,
    effect: 'write',
    input: z.object({
      requestId: z.uuid(),
      patientId: id,
      /** The chart's birth date is another than the one typed, and is the right one. */
      otherBirthDate: z.boolean().default(false),
    }),
    output: decided.extend({ patientId: id, differs: z.array(z.enum(['name', 'mobile', 'email'])) }),
    errors: {
      notWaiting: { status: 409 },
      notOpen: { status: 409 },
      birthDateDiffers: { status: 409 },
      notForPatient: { status: 409 },
    },
    patient: (input: { patientId: string }) => input.patientId,
  },
  turnDownRequest: {
    ...book,
    effect: 'write',
    input: z.object({
      requestId: z.uuid(),
      reason: z.string().trim().min(1, 'selfBooking_field_reasonNeeded').max(255),
    }),
    output: decided,
    errors: { notWaiting: { status: 409 }, notOpen: { status: 409 } },
  },
});

export type Settings = z.output<typeof settings>;
export type PublicTime = z.output<typeof publicTime>;
export type Shown = z.output<typeof shown>;
export type Request = z.output<typeof request>;
export type RequestState = (typeof requestStates)[number];
