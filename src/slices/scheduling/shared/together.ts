import { z } from 'zod';
import type { VerbContract } from '#platform/shared/contract.ts';
import { broken, chain, chainOffer, chainVisit, stepWanted } from './chain-shapes.ts';
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
} from './series-shapes.ts';
import { bookingErrors, code, day, id, instant, rowId, timeErrors, when } from './shapes.ts';
import { manage, ofPatient, read, write } from './verb-heads.ts';

const seriesErrors = {
  notOpen: { status: 409 },
  notInSeries: { status: 409 },
} as const;
/** Of a step of a chain. */
export const distances = {
  distanceBroken: { status: 409, details: z.object({ broken: z.array(broken) }) },
} as const;
const clashes = {
  /** Every place of it, so that nothing has to be asked again. */
  seriesClashes: {
    status: 409,
    details: z.object({ places: z.array(place), count: z.int(), total: z.int() }),
  },
} as const;

/** The part of the contract about visits that are booked together: series, and chains at distances. */
export const together = {
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
    input: z.object({
      ...{ visitId: id, when, practitionerId: id.optional(), roomId: id.nullish() },
      reason: z.string().trim().max(255).optional(),
      askedBy: z.enum(['patient', 'clinic']).optional(),
    }),
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
} as const satisfies Record<string, VerbContract>;
