import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
/** What is no FHIR resource has an id of ours. */
const rowId = z.uuid();
const day = z.iso.date();
const instant = z.iso.datetime();
/** Wall-clock time of the clinic, `HH:MM`. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'scheduling_field_clockTime');
const name = z.string().trim().min(1).max(80);
const minutes = z.int().min(0).max(480);

export const roomKinds = ['exam', 'procedure', 'intake', 'laboratory', 'other'] as const;
export const bufferOwners = ['practitioner', 'room', 'both'] as const;
export const patientKinds = ['any', 'new', 'established'] as const;
export const dayParts = ['morning', 'afternoon', 'evening'] as const;
export const visitSexes = ['any', 'female', 'male'] as const;
export const visitColours = ['blue', 'teal', 'green', 'yellow', 'orange', 'red', 'violet', 'grey'] as const;
export const visitStatuses = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
  'cancelled',
  'noshow',
  'waitlist',
  'entered-in-error',
] as const;

const roomKind = z.enum(roomKinds);
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'scheduling_field_code');

const room = z.object({ id, name, kind: roomKind, active: z.boolean() });
/** An act of scope, `orders.performInvasive`. */
const action = z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/);
const years = z.int().min(0).max(130).nullable().default(null);

/** A device or a place at one, of which `capacity` visits may have one at a time: 3 infusion chairs. */
const equipment = z.object({ id, name, kind: name, capacity: z.int().min(1).max(50), active: z.boolean() });
const downtime = z.object({ id: rowId, equipmentId: id, startsAt: instant, endsAt: instant, reason: name });

const visitType = z.object({
  code,
  labelEn: name,
  labelId: name,
  durationMinutes: z.int().min(5).max(480),
  bufferBeforeMinutes: minutes.max(120),
  bufferAfterMinutes: minutes.max(120),
  /** Whose time the buffers take: the provider writes, the room is cleaned. */
  bufferOwner: z.enum(bufferOwners),
  patients: z.enum(patientKinds),
  colour: z.enum(visitColours),
  /** What the patient is told beforehand (fasting, bring the medicines), in her language. */
  prepEn: z.string().trim().max(500),
  prepId: z.string().trim().max(500),
  /** Who gives it; empty means every provider. */
  practitionerIds: z.array(id).max(50),
  /** Kind of room that is kept for it; null where a room is found on the day. */
  roomKind: roomKind.nullable(),
  /** Kinds of equipment of which one each is kept. */
  equipmentKinds: z.array(name).max(5).default([]),
  /** The act that the provider must hold; null where every provider may. */
  providerAction: action.nullable().default(null),
  /** The act that a second person must hold, who is then kept too; null where nobody assists. */
  assistantAction: action.nullable().default(null),
  /** The patient comes fasting: mornings only. */
  fasting: z.boolean().default(false),
  sex: z.enum(visitSexes).default('any'),
  /** Completed years on the day of the visit, both included. */
  ageFromYears: years,
  ageToYears: years,
  active: z.boolean(),
});

/** What the clinic lays down for all bookings. */
const settings = z.object({
  /** Least notice before a visit. */
  leadMinutes: z.int().min(0).max(20_160),
  /** How far ahead visits are booked. */
  horizonDays: z.int().min(1).max(730),
  /** How long a chosen time is held before it is booked. */
  holdMinutes: z.int().min(1).max(30).default(5),
  /** How many visits of one session may lie over others. */
  overbookCap: z.int().min(0).max(10).default(2),
});

/** One stretch of a week plan; `weekday` 1 Monday to 7 Sunday. */
const session = z.object({
  weekday: z.int().min(1).max(7),
  from: clockTime,
  to: clockTime,
  roomId: id.nullish(),
});

const week = z.object({
  id: rowId,
  /** Null: the clinic's own opening hours. */
  practitionerId: id.nullable(),
  validFrom: day,
  validTo: day.nullable(),
  sessions: z.array(session).max(50),
});

const closure = z.object({
  id: rowId,
  day,
  name,
  /** Part of a day; both null for the whole of it. */
  from: clockTime.nullable(),
  to: clockTime.nullable(),
});

const block = z.object({ id: rowId, practitionerId: id, startsAt: instant, endsAt: instant, reason: name });
const provider = z.object({ practitionerId: id, name: z.string() });

/** A booking as lists and sheets show it. */
const booking = z.object({
  visitId: id,
  patientId: id.nullable(),
  patientName: z.string(),
  birthDate: z.string().nullable(),
  practitionerId: id.nullable(),
  practitionerName: z.string(),
  roomId: id.nullable(),
  roomName: z.string(),
  assistants: z.array(provider),
  equipment: z.array(z.object({ id, name: z.string() })),
  visitTypeCode: z.string().nullable(),
  visitType: z.string(),
  colour: z.enum(visitColours),
  status: z.enum(visitStatuses),
  startsAt: instant,
  endsAt: instant,
  day,
  reason: z.string(),
  sequence: z.int(),
  /** Instant from which it may be marked as a no-show. */
  noShowFrom: instant,
  lateCancel: z.boolean(),
  /** Its provider has another visit then, on purpose. */
  overbooked: z.boolean(),
  overbookReason: z.string(),
  /** False where an imported or revived booking stands beside another one. */
  bound: z.boolean(),
});

const freeTime = z.object({
  startsAt: instant,
  endsAt: instant,
  day,
  /** Wall-clock, `HH:MM`. */
  time: clockTime,
  part: z.enum(dayParts),
  practitionerId: id,
  practitionerName: z.string(),
  roomId: id.nullable(),
});

/** An instant, or the clinic's wall clock; `which` answers for an hour that comes twice in autumn. */
const when = z.union([
  instant,
  z.object({ day, time: clockTime, which: z.enum(['earlier', 'later']).optional() }),
]);

const clash = z.object({
  /** What is taken: the provider's time, the room, the patient's own, equipment, or everybody who could assist. */
  resource: z.enum(['practitioner', 'room', 'patient', 'equipment', 'assistant']),
  heldFrom: instant,
  heldTo: instant,
  /** The colleague who holds it and has not booked yet; null where it is booked. */
  heldBy: z.string().nullable(),
  alternatives: z.array(freeTime),
});

/** A time that somebody has chosen and not booked yet; no patient is named in it. */
const hold = z.object({
  holdId: rowId,
  practitionerId: id,
  roomId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  expiresAt: instant,
  holderName: z.string(),
  mine: z.boolean(),
});

/** The three nearest times that would do, with every refusal. */
const others = z.object({ alternatives: z.array(freeTime) });

const timeErrors = {
  timeTaken: { status: 409, details: clash },
  patientBusy: { status: 409, details: clash },
  closed: { status: 409, details: others },
  timeSkipped: { status: 422, details: others.extend({ instead: z.string() }) },
  timeTwice: { status: 422, details: others.extend({ choices: z.array(instant) }) },
  inThePast: { status: 422, details: others },
  /** Less notice than the clinic asks for, or further ahead than it books. */
  tooSoon: { status: 409, details: others },
  tooFar: { status: 409, details: others },
  /** A fasting patient in the afternoon. */
  mornings: { status: 409, details: others },
  /** The visit type is for others, whatever the time. */
  notForPatient: { status: 409, details: others },
} as const;
const bookingErrors = { ...timeErrors, notOpen: { status: 409 } } as const;

/** A visit to keep a time for. */
const wanted = z.object({
  patientId: id,
  visitTypeCode: code,
  practitionerId: id,
  /** Left out: a free room of the type's kind, where it asks for one. */
  roomId: id.optional(),
  when,
  /** Outside opening hours, under a block, against notice or horizon; needs `scheduling.manage`. */
  outsideHours: z.boolean().default(false),
});

const toBook = wanted.extend({
  /** Left out: the visit type's. */
  durationMinutes: z.int().min(5).max(480).optional(),
  reason: z.string().trim().max(255).default(''),
  /** The time that the caller holds becomes this visit's. */
  holdId: rowId.optional(),
});

/** What a booking's answer tells; `sameDay` warns of another visit of the same type on that day. */
const booked = z.object({
  visitId: id,
  patientId: id,
  practitionerId: id,
  roomId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  sequence: z.int(),
  sameDay: z.boolean(),
});

const touched = z.object({ id, touched: z.array(booking) });
const done = z.object({ visitId: id, status: z.enum(visitStatuses) });
const read = { action: 'scheduling.read', kind: 'administrative', effect: 'read' } as const;
const write = { action: 'scheduling.book', kind: 'administrative', effect: 'write' } as const;
const manage = { action: 'scheduling.manage', kind: 'administrative', effect: 'write' } as const;
const ofPatient = (_: unknown, output?: { patientId?: string | null }) => output?.patientId ?? undefined;

/** Bookings, free times and what they are made of. */
export const scheduling = defineContract('scheduling', {
  setup: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({
      rooms: z.array(room),
      visitTypes: z.array(visitType),
      weeks: z.array(week),
      closures: z.array(closure),
      blocks: z.array(block),
      providers: z.array(provider),
      equipment: z.array(equipment),
      downtimes: z.array(downtime),
      settings,
      /** Acts that a provider or an assistant may have to hold, in words. */
      acts: z.array(z.object({ action, words: z.string() })),
    }),
  },
  daySheet: {
    ...read,
    input: z.object({ day }),
    output: z.object({
      day,
      /** The closure's name where the clinic is shut that day, wholly or in part. */
      closures: z.array(closure),
      columns: z.array(
        z.object({
          kind: z.enum(['practitioner', 'room', 'equipment']),
          id,
          name: z.string(),
          /** When it can be booked; everything else is closed. */
          open: z.array(z.object({ startsAt: instant, endsAt: instant })),
          blocks: z.array(z.object({ id: rowId, startsAt: instant, endsAt: instant, reason: z.string() })),
        }),
      ),
      bookings: z.array(booking),
      holds: z.array(hold),
    }),
  },
  weekCounts: {
    ...read,
    audited: false,
    input: z.object({ fromDay: day, days: z.int().min(1).max(62).default(7) }),
    output: z.object({
      days: z.array(
        z.object({ day, booked: z.int(), closed: z.boolean(), openMinutes: z.int(), bookedMinutes: z.int() }),
      ),
    }),
  },
  patientVisits: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({
      coming: z.array(booking),
      past: z.array(booking),
      noShows: z.int(),
      lateCancels: z.int(),
    }),
    patient: (input: { patientId: string }) => input.patientId,
  },
  forReview: { ...read, input: z.object({}), output: z.object({ bookings: z.array(booking) }) },
  freeTimes: {
    ...read,
    audited: false,
    input: z.object({
      visitTypeCode: code,
      practitionerId: id.optional(),
      fromDay: day,
      toDay: day.optional(),
      /** Leaves out what would overlap her own bookings. */
      patientId: id.optional(),
      /** A booking that is being moved does not stand in its own way. */
      visitId: id.optional(),
      /** A time that the caller holds is free for her. */
      holdId: rowId.optional(),
      part: z.enum(dayParts).optional(),
      /** Providers of whom the record knows that they speak another language only are left out. */
      language: z.enum(['en', 'id']).optional(),
      perPart: z.int().min(1).max(100).default(12),
    }),
    output: z.object({
      times: z.array(freeTime),
      /** Why there is none for this patient, whatever the day: the type is for another sex or age. */
      unsuited: z.enum(['sex', 'age']).nullable(),
    }),
  },
  holdTime: {
    ...write,
    input: wanted.extend({
      /** A hold of the caller's that this one takes the place of. */
      holdId: rowId.optional(),
    }),
    output: hold.omit({ holderName: true, mine: true }),
    errors: timeErrors,
    patient: (input: { patientId: string }) => input.patientId,
  },
  releaseHold: { ...write, audited: false, input: z.object({ holdId: rowId }), output: z.object({}) },
  bookVisit: {
    ...write,
    input: toBook,
    output: booked,
    errors: bookingErrors,
    patient: (input: { patientId: string }) => input.patientId,
  },
  overbookVisit: {
    ...write,
    action: 'scheduling.overbook',
    input: toBook.extend({
      overbookReason: z.string().trim().min(1, 'scheduling_field_reasonNeeded').max(255),
    }),
    output: booked.extend({ overbooked: z.boolean() }),
    errors: { ...bookingErrors, overbookFull: { status: 409, details: others.extend({ cap: z.int() }) } },
    patient: (input: { patientId: string }) => input.patientId,
  },
  moveBooking: {
    ...write,
    input: z.object({
      visitId: id,
      when,
      practitionerId: id.optional(),
      /** Null: no room. Left out: the same room, or another free one of its kind. */
      roomId: id.nullish(),
      outsideHours: z.boolean().default(false),
    }),
    output: booked,
    errors: bookingErrors,
    patient: ofPatient,
  },
  cancelBooking: {
    ...write,
    input: z.object({
      visitId: id,
      reason: z.string().trim().min(1, 'scheduling_field_reasonNeeded').max(255),
      askedBy: z.enum(['patient', 'clinic']),
    }),
    output: done.extend({ patientId: id.nullable(), lateCancel: z.boolean() }),
    errors: { notOpen: { status: 409 } },
    patient: ofPatient,
  },
  restoreBooking: {
    ...write,
    input: z.object({ visitId: id }),
    output: done.extend({ patientId: id.nullable() }),
    errors: { ...bookingErrors, notCancelled: { status: 409 } },
    patient: ofPatient,
  },
  markNoShow: {
    ...write,
    input: z.object({ visitId: id }),
    output: done.extend({ patientId: id.nullable() }),
    errors: {
      notOpen: { status: 409 },
      tooEarly: { status: 409, details: z.object({ from: instant }) },
      alreadyHere: { status: 409 },
    },
    patient: ofPatient,
  },
  undoNoShow: {
    ...write,
    input: z.object({
      visitId: id,
      reason: z.string().trim().min(1, 'scheduling_field_reasonNeeded').max(255),
    }),
    output: done.extend({ patientId: id.nullable() }),
    errors: { notNoShow: { status: 409 }, dayOver: { status: 409 } },
    patient: ofPatient,
  },
  saveBlock: {
    ...manage,
    input: block.extend({ id: rowId.optional() }),
    output: touched,
  },
  removeBlock: { ...manage, input: z.object({ id: rowId }), output: z.object({}) },
  saveRoom: {
    ...manage,
    input: room.extend({ id: id.optional() }),
    output: room,
    errors: { nameTaken: { status: 409 } },
  },
  saveEquipment: {
    ...manage,
    input: equipment.extend({ id: id.optional() }),
    output: equipment,
    errors: { equipmentTaken: { status: 409 } },
  },
  saveDowntime: { ...manage, input: downtime.extend({ id: rowId.optional() }), output: touched },
  removeDowntime: { ...manage, input: z.object({ id: rowId }), output: z.object({}) },
  saveSettings: { ...manage, input: settings, output: settings },
  saveVisitType: { ...manage, input: visitType, output: visitType },
  saveHours: {
    ...manage,
    input: week.extend({ id: rowId.optional() }),
    /** The coming bookings that lie outside the new hours. */
    output: touched,
    errors: { sameStart: { status: 409 } },
  },
  removeHours: { ...manage, input: z.object({ id: rowId }), output: z.object({}) },
  saveClosure: { ...manage, input: closure.extend({ id: rowId.optional() }), output: touched },
  removeClosure: { ...manage, input: z.object({ id: rowId }), output: z.object({}) },
});

export type Room = z.output<typeof room>;
export type VisitType = z.output<typeof visitType>;
export type Equipment = z.output<typeof equipment>;
export type Downtime = z.output<typeof downtime>;
export type Hold = z.output<typeof hold>;
export type Settings = z.output<typeof settings>;
/** A visit type as it may be given: what it needs beside a provider and a room may be left out. */
export type GivenVisitType = z.input<typeof visitType>;
export const visitTypeShape = visitType;
export type Week = z.output<typeof week>;
export type Closure = z.output<typeof closure>;
export type Block = z.output<typeof block>;
export type Booking = z.output<typeof booking>;
export type FreeTime = z.output<typeof freeTime>;
export type When = z.output<typeof when>;
export type Provider = z.output<typeof provider>;
