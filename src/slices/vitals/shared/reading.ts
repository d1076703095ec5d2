import type {
  arms,
  consciousnessLevels,
  cuffs,
  Measure,
  NotObtainedReason,
  painTools,
  positions,
  rhythms,
  temperatureSites,
} from '../contract.ts';

type OneOf<List extends readonly string[]> = List[number];

/** What was measured, and the two that are computed beside it. */
export type ReadingMeasure = Measure | 'bodyMassIndex' | 'meanPressure';

/** What goes with a figure; without it the figure cannot be judged (a temperature without its site). */
export type ReadingContext = {
  arm?: OneOf<typeof arms> | undefined;
  position?: OneOf<typeof positions> | undefined;
  cuff?: OneOf<typeof cuffs> | undefined;
  standingMinutes?: number | undefined;
  /** Place in a series of readings of one set: lists show the mean and not this one. */
  series?: number | undefined;
  pressureSymptoms?: boolean | undefined;
  asleep?: boolean | undefined;
  rhythm?: OneOf<typeof rhythms> | undefined;
  countSeconds?: number | undefined;
  site?: OneOf<typeof temperatureSites> | undefined;
  onOxygen?: boolean | undefined;
  /** Decimal text, as figures are. */
  flowLitersPerMinute?: string | undefined;
  concentrationPercent?: string | undefined;
  lying?: boolean | undefined;
  clothed?: boolean | undefined;
  shoes?: boolean | undefined;
  /** Dizzy or faint while standing. */
  symptoms?: boolean | undefined;
  /** Codes of what was seen to, separated by spaces. */
  technique?: string | undefined;
  tool?: OneOf<typeof painTools> | undefined;
};

/**
 * One measurement between the form and the record: decimal texts with every digit that was entered, in the entered unit
 * (UCUM). Either a value or the reason why there is none. Consciousness and pregnancy have their code as value, the last period
 * its day.
 */
export type Reading = {
  measure: ReadingMeasure;
  /** Of a pressure the systolic half, of consciousness its level. */
  value?: string | undefined;
  diastolic?: string | undefined;
  unit?: string | undefined;
  notObtained?: NotObtainedReason | undefined;
  context: ReadingContext;
};

export type ConsciousnessLevel = OneOf<typeof consciousnessLevels>;

/** Computed from other measures and never typed. */
export function isDerived(measure: ReadingMeasure): boolean {
  return measure === 'bodyMassIndex' || measure === 'meanPressure';
}
