import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { chain } from './shared/chain-shapes.ts';
import {
  action,
  block,
  booked,
  booking,
  bookingErrors,
  closure,
  code,
  day,
  dayCount,
  dayParts,
  downtime,
  equipment,
  freeTime,
  hold,
  id,
  instant,
  moreTypeCodes,
  others,
  provider,
  room,
  rowId,
  settings,
  sheetDay,
  timeErrors,
  toBook,
  visitStatuses,
  visitType,
  wanted,
  week,
  when,
} from './shared/shapes.ts';
import { moveMany, proposeMoves } from './shared/mass-move.ts';
import { distances, together } from './shared/together.ts';
import { manage, ofPatient, read, write } from './shared/verb-heads.ts';

export type { MoveChoice, MoveLine } from './shared/mass-move.ts';
export type {
  Block,
  Booking,
  Closure,
  Downtime,
  Equipment,
  FreeTime,
  GivenVisitType,
  Hold,
  Provider,
  Room,
  Settings,
  VisitType,
  Week,
  When,
} from './shared/shapes.ts';
export type { Broken, Chain, ChainOffer, ChainStep, ChainVisit } from './shared/chain-shapes.ts';
export type {
  KeptVisit,
  MovedPlace,
  Place,
  Series,
  SeriesRule,
  SeriesVisit,
} from './shared/series-shapes.ts';
export {
  bufferOwners,
  dayParts,
  patientKinds,
  roomKinds,
  visitColours,
  visitSexes,
  visitStatuses,
  visitType as visitTypeShape,
} from './shared/shapes.ts';

const touched = z.object({ id, touched: z.array(booking) });
const done = z.object({ visitId: id, status: z.enum(visitStatuses) });
const listing = { action: 'scheduling.read', kind: 'administrative', effect: 'write' } as const;
const paper = z.object({ paperId: rowId });

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
      chains: z.array(chain),
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
  weekSheet: {
    ...read,
    /** Left out: of all providers. */
    input: z.object({ fromDay: day, days: z.int().min(1).max(7).default(7), practitionerId: id.optional() }),
    output: z.object({ days: z.array(sheetDay) }),
  },
  weekCounts: {
    ...read,
    audited: false,
    input: z.object({
      fromDay: day,
      days: z.int().min(1).max(62).default(7),
      practitionerId: id.optional(),
    }),
    output: z.object({ days: z.array(dayCount) }),
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
      moreTypeCodes,
      practitionerId: id.optional(),
      fromDay: day,
      toDay: day.optional(),
      /** Leaves out what would overlap her own bookings. */
      patientId: id.optional(),
      /** A booking that is being moved: of its own length and services, and not in its own way. */
      visitId: id.optional(),
      /** The steps of its chain after it go along: only its own distance is kept. */
      along: z.boolean().optional(),
      /** A time that the caller holds is free for her. */
      holdId: rowId.optional(),
      part: z.enum(dayParts).optional(),
      /** Providers of whom the record knows that they speak another language only are left out. */
      language: z.enum(['en', 'id']).optional(),
      /** Rooms of this site only, and providers whose usual room is there. */
      site: z.string().trim().min(1).max(80).optional(),
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
    output: hold.omit({ holderName: true, mine: true }).extend({ number: z.int().nullable() }),
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
  takeNumber: {
    ...write,
    input: z.object({
      patientId: id,
      visitTypeCode: code,
      practitionerId: id,
      day,
      reason: z.string().trim().max(255).default(''),
    }),
    output: booked,
    errors: {
      ...timeErrors,
      noNumbers: { status: 409, details: others },
      sessionFull: { status: 409, details: others.extend({ quota: z.int() }) },
    },
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
      /** Why, and who asked for it; kept with the booking. */
      reason: z.string().trim().max(255).optional(),
      askedBy: z.enum(['patient', 'clinic']).optional(),
      /** Of a step of a chain: though a distance to another step is not kept then. */
      breakDistances: z.boolean().default(false),
    }),
    output: booked,
    errors: { ...bookingErrors, ...distances },
    patient: ofPatient,
  },
  /** Every visit of a provider who is away, each with the best other time; and moving them all. */
  proposeMoves,
  moveMany,
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
  /** Makes a paper that `print.printPaper` prints: the day by provider or by room, of all or of one. */
  printDayList: {
    ...listing,
    input: z.object({ day, by: z.enum(['practitioner', 'room']), id: id.optional() }),
    output: paper,
  },
  printWeekTemplate: {
    ...listing,
    /** As planned on that day. */
    input: z.object({ day, practitionerId: id.optional() }),
    output: paper,
  },
  printFreeTimes: {
    ...listing,
    input: z.object({
      visitTypeCode: code,
      practitionerId: id.optional(),
      fromDay: day,
      toDay: day.optional(),
    }),
    output: paper,
  },
  printAppointmentCard: {
    ...listing,
    input: z.object({ visitId: id }),
    output: paper.extend({ patientId: id }),
    errors: { notOpen: { status: 409 } },
    patient: ofPatient,
  },
  printCancellationLetter: {
    ...listing,
    input: z.object({ visitId: id }),
    output: paper.extend({ patientId: id }),
    errors: { stillBooked: { status: 409 } },
    patient: ofPatient,
  },
  ...together,
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
