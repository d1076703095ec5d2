import { z } from 'zod';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
export const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
/** What is no FHIR resource has an id of ours. */
export const rowId = z.uuid();
export const day = z.iso.date();
export const instant = z.iso.datetime();
/** Wall-clock time of the clinic, `HH:MM`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'scheduling_field_clockTime');
export const name = z.string().trim().min(1).max(80);
export const minutes = z.int().min(0).max(480);

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

export const roomKind = z.enum(roomKinds);
export const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'scheduling_field_code');

export const room = z.object({
  id,
  name,
  kind: roomKind,
  active: z.boolean(),
  /** Where it is, for a clinic that works in several places; empty where there is but one. */
  site: z.string().trim().max(80).default(''),
});
/** An act of scope, `orders.performInvasive`. */
export const action = z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/);
export const years = z.int().min(0).max(130).nullable().default(null);

/** A device or a place at one, of which `capacity` visits may have one at a time: 3 infusion chairs. */
export const equipment = z.object({
  id,
  name,
  kind: name,
  capacity: z.int().min(1).max(50),
  active: z.boolean(),
});
export const downtime = z.object({
  id: rowId,
  equipmentId: id,
  startsAt: instant,
  endsAt: instant,
  reason: name,
});

export const visitType = z.object({
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
export const settings = z.object({
  /** Least notice before a visit. */
  leadMinutes: z.int().min(0).max(20_160),
  /** How far ahead visits are booked. */
  horizonDays: z.int().min(1).max(730),
  /** How long a chosen time is held before it is booked. */
  holdMinutes: z.int().min(1).max(30).default(5),
  /** How many visits of one session may lie over others. */
  overbookCap: z.int().min(0).max(10).default(2),
  /** Who assists must be on duty by the roster, wherever there is one; else her week plan tells when she is there. */
  rosterDecides: z.boolean().default(false),
});

/** One stretch of a week plan; `weekday` 1 Monday to 7 Sunday. */
export const session = z.object({
  weekday: z.int().min(1).max(7),
  from: clockTime,
  to: clockTime,
  roomId: id.nullish(),
  /** A session of so many numbers, one after the other; none: fixed times. */
  quota: z.int().min(1).max(200).nullish(),
  /** Visit types that alone are booked in it; none: all. */
  visitTypeCodes: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
});

export const week = z.object({
  id: rowId,
  /** Null: the clinic's own opening hours. */
  practitionerId: id.nullable(),
  validFrom: day,
  validTo: day.nullable(),
  sessions: z.array(session).max(50),
});

export const closure = z.object({
  id: rowId,
  day,
  name,
  /** Part of a day; both null for the whole of it. */
  from: clockTime.nullable(),
  to: clockTime.nullable(),
});

export const block = z.object({
  id: rowId,
  practitionerId: id,
  startsAt: instant,
  endsAt: instant,
  reason: name,
});
export const provider = z.object({ practitionerId: id, name: z.string() });

/** A booking as lists and sheets show it. */
export const booking = z.object({
  visitId: id,
  patientId: id.nullable(),
  patientName: z.string(),
  birthDate: z.string().nullable(),
  practitionerId: id.nullable(),
  practitionerName: z.string(),
  roomId: id.nullable(),
  /** All that it takes: parts of a visit may have rooms of their own. */
  roomIds: z.array(id),
  /** Their names. */
  roomName: z.string(),
  assistants: z.array(provider),
  equipment: z.array(z.object({ id, name: z.string() })),
  visitTypeCode: z.string().nullable(),
  visitType: z.string(),
  /** Several services one after the other; empty for one. */
  parts: z.array(
    z.object({ visitTypeCode: z.string(), visitType: z.string(), startsAt: instant, endsAt: instant }),
  ),
  /** Of several services: when each room, device and assistant is needed, who is needed throughout too. */
  stretches: z.array(z.object({ kind: z.string(), id, startsAt: instant, endsAt: instant })),
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
  /** In a session of numbers. */
  number: z.int().nullable(),
  /** Its provider has another visit then, on purpose. */
  overbooked: z.boolean(),
  overbookReason: z.string(),
  /** False where an imported or revived booking stands beside another one. */
  bound: z.boolean(),
  /** One of several that were booked as one. */
  seriesId: rowId.nullable(),
  /** A step of several that were booked together at distances. */
  chainId: rowId.nullable(),
});

export const freeTime = z.object({
  startsAt: instant,
  endsAt: instant,
  day,
  /** Wall-clock, `HH:MM`. */
  time: clockTime,
  part: z.enum(dayParts),
  practitionerId: id,
  practitionerName: z.string(),
  roomId: id.nullable(),
  /** In a session of numbers, where the time is the one that is predicted. */
  number: z.int().nullable(),
});

/** An instant, or the clinic's wall clock; `which` answers for an hour that comes twice in autumn. */
export const when = z.union([
  instant,
  z.object({ day, time: clockTime, which: z.enum(['earlier', 'later']).optional() }),
]);

export const clash = z.object({
  /** What is taken: the provider's time, the room, the patient's own, equipment, or everybody who could assist. */
  resource: z.enum(['practitioner', 'room', 'patient', 'equipment', 'assistant']),
  heldFrom: instant,
  heldTo: instant,
  /** The colleague who holds it and has not booked yet; null where it is booked. */
  heldBy: z.string().nullable(),
  alternatives: z.array(freeTime),
});

/** A time that somebody has chosen and not booked yet; no patient is named in it. */
export const hold = z.object({
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
export const others = z.object({ alternatives: z.array(freeTime) });

export const timeErrors = {
  timeTaken: { status: 409, details: clash },
  patientBusy: { status: 409, details: clash },
  /** By the duty roster nobody is here then who may assist. */
  nobodyOnDuty: { status: 409, details: clash },
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
export const bookingErrors = { ...timeErrors, notOpen: { status: 409 } } as const;

/** Further services of the same visit, in order after the first. */
export const moreTypeCodes = z.array(code).max(4).default([]);

/** A visit to keep a time for. */
export const wanted = z.object({
  patientId: id,
  visitTypeCode: code,
  moreTypeCodes,
  practitionerId: id,
  /** Left out: a free room of the type's kind, where it asks for one. */
  roomId: id.optional(),
  when,
  /** Outside opening hours, under a block, against notice or horizon; needs `scheduling.manage`. */
  outsideHours: z.boolean().default(false),
});

export const toBook = wanted.extend({
  /** Left out: the visit type's. Several services have their own. */
  durationMinutes: z.int().min(5).max(480).optional(),
  reason: z.string().trim().max(255).default(''),
  /** The time that the caller holds becomes this visit's. */
  holdId: rowId.optional(),
});

/** What a booking's answer tells; `sameDay` warns of another visit of the same type on that day. */
export const booked = z.object({
  visitId: id,
  patientId: id,
  practitionerId: id,
  roomId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  sequence: z.int(),
  sameDay: z.boolean(),
  /** In a session of numbers. */
  number: z.int().nullable(),
});

/** Somebody's leave or meeting, with her name. */
export const away = block.extend({ practitionerName: z.string() });

/** One day of a week sheet. */
export const sheetDay = z.object({
  day,
  closures: z.array(closure),
  /** When the provider, or anybody, can be booked; joined, in the order of time. */
  open: z.array(z.object({ startsAt: instant, endsAt: instant })),
  blocks: z.array(away),
  bookings: z.array(booking),
  holds: z.array(hold),
});

/** How full one day is, and what shuts it wholly or in part. */
export const dayCount = z.object({
  day,
  booked: z.int(),
  closed: z.boolean(),
  openMinutes: z.int(),
  bookedMinutes: z.int(),
  closures: z.array(closure),
  blocks: z.array(away),
});

export type SheetDay = z.output<typeof sheetDay>;
export type DayCount = z.output<typeof dayCount>;
export type Room = z.output<typeof room>;
export type VisitType = z.output<typeof visitType>;
export type Equipment = z.output<typeof equipment>;
export type Downtime = z.output<typeof downtime>;
export type Hold = z.output<typeof hold>;
export type Settings = z.output<typeof settings>;
/** A visit type as it may be given: what it needs beside a provider and a room may be left out. */
export type GivenVisitType = z.input<typeof visitType>;
export type Week = z.output<typeof week>;
export type Closure = z.output<typeof closure>;
export type Block = z.output<typeof block>;
export type Booking = z.output<typeof booking>;
export type FreeTime = z.output<typeof freeTime>;
export type When = z.output<typeof when>;
export type Provider = z.output<typeof provider>;
