import { z } from 'zod';
import { booking, code, day, freeTime, id, name, rowId, when } from './shapes.ts';

/** At most so many days between two steps: a year, for yearly checks. */
const days = z.int().min(0).max(366);

export const chainStep = z.object({
  visitTypeCode: code,
  /** Days after the step before it; of the first step all three are 0. */
  days,
  fromDays: days,
  toDays: days,
});

/** Visits that belong together at distances, as the clinic lays them down. */
export const chain = z.object({
  id: rowId,
  labelEn: name,
  labelId: name,
  steps: z.array(chainStep).min(2).max(6),
  active: z.boolean(),
});

export const stepTime = freeTime.extend({ visitTypeCode: z.string(), visitType: z.string() });
/** A time for each step. */
export const chainOffer = z.object({ steps: z.array(stepTime) });

export const stepWanted = z.object({ practitionerId: id, when });

/** A step whose distance to the one before it is not kept: its days as they may be. */
export const broken = z.object({
  visitId: id.nullable(),
  step: z.int(),
  visitType: z.string(),
  fromDay: day,
  toDay: day,
});

export const chainVisit = booking.extend({
  step: z.int(),
  /** Days on which it may be, by the step before it; null for the first, and where that one was called off. */
  fromDay: day.nullable(),
  toDay: day.nullable(),
  /** It lies outside of them. */
  broken: z.boolean(),
});

export type ChainStep = z.output<typeof chainStep>;
export type Chain = z.output<typeof chain>;
export type ChainOffer = z.output<typeof chainOffer>;
export type ChainVisit = z.output<typeof chainVisit>;
export type Broken = z.output<typeof broken>;
