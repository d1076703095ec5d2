import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { broken, chain, chainOffer, chainVisit, stepWanted } from './shared/chain-shapes.ts';
import {
  keptVisit,
  movedPlace,
  place,
  series,
  seriesMove,
  seriesScope,
  seriesVisit,
  seriesWanted,
  which,
} from './shared/series-shapes.ts';
import {
  action,
  block,
  booked,
  booking,
  bookingErrors,
  closure,
  code,
  day,
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
  timeErrors,
  toBook,
  visitStatuses,
  visitType,
  wanted,
  week,
  when,
} from './shared/shapes.ts';

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
const seriesErrors = {
  notOpen: { status: 409 },
  notInSeries: { status: 409 },
} as const;
const distances = {
  distanceBroken: { status: 409, details: z.object({ broken: z.array(broken) }) },
} as const;
const clashes = {
  /** Every place of it, so that nothing has to be asked again. */
  seriesClashes: {
    status: 409,
    details: z.object({ places: z.array(place), count: z.int(), total: z.int() }),
  },
} as const;
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
      moreTypeCodes,
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
  previewSeries: {
    ...read,
    input: seriesWanted,
    output: z.object({ places: z.array(place) }),
    patient: (input: { patientId: string }) => input.patientId,
  },
  bookSeries: {
    ...write,
    input: seriesWanted.extend({ which, reason: z.string().trim().max(255).default('') }),
    output: z.object({
      seriesId: rowId,
      patientId: id,
      booked: z.array(
        z.object({ visitId: id, day, startsAt: instant, endsAt: instant, roomId: id.nullable() }),
      ),
      /** The places that were left out, and why. */
      left: z.array(place),
    }),
    errors: { ...timeErrors, ...clashes },
    patient: (input: { patientId: string }) => input.patientId,
  },
  seriesOf: {
    ...read,
    input: z.object({ visitId: id }),
    output: z.object({
      patientId: id.nullable(),
      series: series.nullable(),
      visits: z.array(seriesVisit),
    }),
    patient: ofPatient,
  },
  previewSeriesMove: {
    ...read,
    input: seriesMove,
    output: z.object({ patientId: id, places: z.array(movedPlace), kept: z.array(keptVisit) }),
    errors: seriesErrors,
    patient: ofPatient,
  },
  moveSeries: {
    ...write,
    input: seriesMove.extend({ which }),
    output: z.object({
      patientId: id,
      /** Of the visits that the change is about: another one than before where some stay behind. */
      seriesId: rowId,
      moved: z.array(movedPlace),
      kept: z.array(keptVisit),
    }),
    errors: { ...timeErrors, ...seriesErrors, ...clashes },
    patient: ofPatient,
  },
  cancelSeries: {
    ...write,
    input: z.object({
      visitId: id,
      scope: z.enum(['this', ...seriesScope.options]),
      reason: z.string().trim().min(1, 'scheduling_field_reasonNeeded').max(255),
      askedBy: z.enum(['patient', 'clinic']),
    }),
    output: z.object({
      patientId: id.nullable(),
      cancelled: z.array(z.object({ visitId: id, startsAt: instant, lateCancel: z.boolean() })),
      kept: z.array(keptVisit),
    }),
    errors: seriesErrors,
    patient: ofPatient,
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
      /** Of a step of a chain: though a distance to another step is not kept then. */
      breakDistances: z.boolean().default(false),
    }),
    output: booked,
    errors: { ...bookingErrors, ...distances },
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
  chainTimes: {
    ...read,
    audited: false,
    input: z.object({ patientId: id, chainId: rowId, fromDay: day, practitionerId: id.optional() }),
    output: z.object({
      offers: z.array(chainOffer),
      /** Where there is no offer: the step, from 1, for which no time was found. */
      stuckAt: z.int().nullable(),
    }),
    patient: (input: { patientId: string }) => input.patientId,
  },
  bookChain: {
    ...write,
    input: z.object({
      patientId: id,
      chainId: rowId,
      steps: z.array(stepWanted).min(2).max(6),
      reason: z.string().trim().max(255).default(''),
    }),
    output: z.object({
      patientId: id,
      /** Of what was booked together. */
      chainId: rowId,
      booked: z.array(
        z.object({
          visitId: id,
          visitTypeCode: code,
          practitionerId: id,
          roomId: id.nullable(),
          startsAt: instant,
          endsAt: instant,
        }),
      ),
    }),
    errors: { ...timeErrors, ...distances },
    patient: (input: { patientId: string }) => input.patientId,
  },
  chainOf: {
    ...read,
    input: z.object({ visitId: id }),
    output: z.object({ patientId: id.nullable(), visits: z.array(chainVisit) }),
    patient: ofPatient,
  },
  moveChain: {
    ...write,
    input: z.object({ visitId: id, when, practitionerId: id.optional() }),
    output: z.object({
      patientId: id,
      moved: z.array(z.object({ visitId: id, startsAt: instant, endsAt: instant })),
    }),
    errors: {
      ...bookingErrors,
      ...distances,
      notInChain: { status: 409 },
      noTimeForStep: { status: 409, details: z.object({ step: z.int(), visitType: z.string() }) },
    },
    patient: ofPatient,
  },
  cancelChain: {
    ...write,
    input: z.object({
      visitId: id,
      scope: z.enum(['this', ...seriesScope.options]),
      reason: z.string().trim().min(1, 'scheduling_field_reasonNeeded').max(255),
      askedBy: z.enum(['patient', 'clinic']),
    }),
    output: z.object({
      patientId: id.nullable(),
      cancelled: z.array(z.object({ visitId: id, startsAt: instant, lateCancel: z.boolean() })),
    }),
    errors: { notOpen: { status: 409 }, notInChain: { status: 409 } },
    patient: ofPatient,
  },
  saveChain: { ...manage, input: chain.extend({ id: rowId.optional() }), output: chain },
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
