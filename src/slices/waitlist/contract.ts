import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { offerOutcomes } from '#slices/reminders/contract.ts';
import { parts, reasons } from './shared/rules.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const day = z.iso.date();
const instant = z.iso.datetime();
const line = (most: number) => z.string().trim().max(most);
const needed = z.string().trim().min(1, 'waitlist_field_reasonNeeded').max(255);

export const entryStates = ['waiting', 'booked', 'moved', 'expired', 'takenOff'] as const;
export const causes = ['cancelled', 'moved', 'noShow', 'found'] as const;
export const freedStates = ['open', 'given', 'taken', 'over'] as const;

/** What somebody waits for. */
const wish = z.object({
  visitTypeCode: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'waitlist_field_visitType'),
  /** Null: any provider who gives it. */
  practitionerId: id.nullable().default(null),
  fromDay: day,
  /** Null: however late. */
  toDay: day.nullable().default(null),
  /** Empty: any. */
  parts: z.array(z.enum(parts)).max(3).default([]),
  /** 1 Monday to 7 Sunday; empty: any. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  /** How long before the visit she must know. */
  noticeMinutes: z.int().min(0).max(20_160).default(120),
  /** 1 urgent, 2 soon, 3 routine. */
  priority: z.int().min(1).max(3).default(3),
  priorityReason: line(255).default(''),
  /** The last day on which she is asked; null: until somebody takes her off. */
  expiresOn: day.nullable().default(null),
  /** A later booking that she keeps meanwhile and that moves when she takes a time. */
  keepsVisitId: id.nullable().default(null),
  note: line(255).default(''),
});

const openOffer = z.object({
  offerId: z.uuid(),
  freedId: z.uuid(),
  practitionerName: z.string(),
  startsAt: instant,
  endsAt: instant,
  until: instant,
});

const entry = wish.extend({
  entryId: id,
  patientId: id,
  patientName: z.string(),
  recordNumber: z.string(),
  visitType: z.string(),
  practitionerName: z.string(),
  since: instant,
  /** When the kept booking begins; null where there is none, or it is no longer open. */
  keepsAt: instant.nullable(),
  state: z.enum(entryStates),
  endReason: z.string(),
  lastOfferedAt: instant.nullable(),
  unanswered: z.int(),
  offer: openOffer.nullable(),
});

const look = z.object({
  entryId: id,
  patientId: id,
  patientName: z.string(),
  place: z.int(),
  reason: z.enum(reasons),
  said: z.string(),
  saidBy: z.string(),
  at: instant,
});

const freed = z.object({
  freedId: z.uuid(),
  practitionerId: id,
  practitionerName: z.string(),
  startsAt: instant,
  endsAt: instant,
  cause: z.enum(causes),
  freedAt: instant,
  state: z.enum(freedStates),
  /** Who is being asked, or who took it. */
  offer: openOffer.extend({ entryId: id, patientName: z.string() }).nullable(),
  looks: z.array(look),
});

const settings = z.object({
  active: z.boolean(),
  /** How long an offer counts, in minutes in which patients may be written to. */
  offerMinutes: z.int().min(5).max(1440),
  lookAheadDays: z.int().min(1).max(60),
  /** After so many unanswered offers in a row she is offered nothing by itself. */
  mostUnanswered: z.int().min(1).max(20),
});

const read = { action: 'scheduling.read', kind: 'administrative', effect: 'read' } as const;
const book = { action: 'scheduling.book', kind: 'administrative', effect: 'write' } as const;
const manage = { action: 'scheduling.manage', kind: 'administrative' } as const;
const ofPatient = (_: unknown, output?: { patientId?: string | null }) => output?.patientId ?? undefined;
const of = z.object({ entryId: id, patientId: id });
const notWaiting = { notWaiting: { status: 409 } } as const;

export const waitlist = defineContract('waitlist', {
  /** Who waits, in the order in which they are asked; of one patient also what ended. */
  entries: {
    ...read,
    input: z.object({ patientId: id.optional() }),
    output: z.object({ entries: z.array(entry) }),
    patient: (input: { patientId?: string | undefined }) => input.patientId,
  },
  /** The next hundred freed times that are not over, and why each who waits was or was not offered them; how many come later. */
  freedTimes: {
    ...read,
    input: z.object({}),
    output: z.object({ times: z.array(freed), further: z.int().min(0) }),
  },
  addEntry: {
    ...book,
    input: wish.extend({ patientId: id }),
    output: of,
    errors: { alreadyWaiting: { status: 409 }, notForPatient: { status: 409 } },
    patient: (input: { patientId: string }) => input.patientId,
  },
  changeEntry: {
    ...book,
    input: wish.extend({ entryId: id }),
    output: of,
    errors: { ...notWaiting, notForPatient: { status: 409 } },
    patient: ofPatient,
  },
  takeOff: {
    ...book,
    input: z.object({ entryId: id, reason: needed }),
    output: of,
    errors: notWaiting,
    patient: ofPatient,
  },
  /** Offers a freed time to one whom the order or a wish passed over. What does not fit her visit is refused. */
  offerTime: {
    ...book,
    input: z.object({ freedId: z.uuid(), entryId: id }),
    output: of.extend({ offerId: z.uuid(), until: instant }),
    errors: {
      ...notWaiting,
      hasOffer: { status: 409 },
      timeOffered: { status: 409 },
      timeOver: { status: 409 },
      doesNotFit: { status: 409 },
      shortNotice: { status: 409 },
    },
    patient: ofPatient,
  },
  /** She is not asked about this time; where she is being asked, the offer is taken back. The next one is asked. */
  skipEntry: {
    ...book,
    input: z.object({ freedId: z.uuid(), entryId: id, reason: needed }),
    output: of,
    errors: { ...notWaiting, timeOver: { status: 409 } },
    patient: ofPatient,
  },
  /** What she says on the telephone or at the desk. */
  answerOffer: {
    ...book,
    input: z.object({ offerId: z.uuid(), takes: z.boolean() }),
    output: of.extend({ outcome: z.enum(offerOutcomes), startsAt: instant }),
    errors: { offerOver: { status: 409 } },
    patient: ofPatient,
  },
  /** The list on paper, for the telephone. */
  makeList: { ...read, effect: 'write', input: z.object({}), output: z.object({ paperId: z.uuid() }) },
  settings: { ...manage, effect: 'read', input: z.object({}), output: settings },
  saveSettings: { ...manage, effect: 'write', input: settings, output: settings },
});

export type Wish = z.output<typeof wish>;
export type Entry = z.output<typeof entry>;
export type Freed = z.output<typeof freed>;
export type Look = z.output<typeof look>;
export type Settings = z.output<typeof settings>;
