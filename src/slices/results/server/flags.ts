import type { CodeableConcept, ObservationReferenceRange, Quantity } from '@medplum/fhirtypes';
import type { Flag, Standing } from '../shared/words.ts';

/** HL7's v3-ObservationInterpretation, the gravest first: of several that a laboratory gave, the first here counts. */
const byCode: Record<string, Flag> = {
  ...{ LL: 'criticalLow', LU: 'criticalLow', LX: 'criticalLow' },
  ...{ HH: 'criticalHigh', HU: 'criticalHigh', HX: 'criticalHigh', AA: 'criticalAbnormal' },
  ...{ L: 'low', '<': 'low', H: 'high', '>': 'high' },
  ...{
    POS: 'positive',
    RR: 'positive',
    WR: 'positive',
    DET: 'positive',
    R: 'resistant',
    I: 'intermediate',
    A: 'abnormal',
  },
};
/** Codes of it that say there is nothing to mark; a laboratory's own codes say nothing that we could read. */
const unmarked = new Set(['N', 'S', 'NEG', 'ND', 'NR', 'IND', 'EXP', 'NS']);

interface Weighed {
  interpretation?: CodeableConcept[] | undefined;
  referenceRange?: ObservationReferenceRange[] | undefined;
  valueQuantity?: Quantity | undefined;
}

/** What the laboratory says of a value; where it says nothing, whether the value lies outside of the range that it gave. */
export function flagOf(found: Weighed): Flag | undefined {
  const said = (found.interpretation ?? []).flatMap(({ coding }) => coding ?? []).map(({ code }) => code);
  const gravest = Object.keys(byCode).find((code) => said.includes(code));
  if (gravest !== undefined) return byCode[gravest];
  return said.some((code) => unmarked.has(code ?? '')) ? undefined : byRange(found);
}

function byRange({ valueQuantity: found, referenceRange }: Weighed): Flag | undefined {
  const usual = usualRange(referenceRange);
  // "less than 5" is no number that could be compared
  if (!usual || found?.value === undefined || found.comparator) return undefined;
  const sameUnit = (limit: Quantity | undefined) =>
    limit?.value !== undefined && unitOf(limit, found) === unitOf(found, limit);
  const { low, high } = usual;
  if (sameUnit(low) && found.value < Number(low?.value)) return 'low';
  if (sameUnit(high) && found.value > Number(high?.value)) return 'high';
  return undefined;
}

/** A limit without a unit is meant in the value's. */
const unitOf = (one: Quantity, other: Quantity | undefined) =>
  one.code ?? one.unit ?? other?.code ?? other?.unit;

/** The one range that is for everybody: of several, for ages or sexes, nobody here picks. */
export function usualRange(ranges: readonly ObservationReferenceRange[] | undefined) {
  const isUsual = ({ type, appliesTo, age }: ObservationReferenceRange) =>
    !appliesTo && !age && (type?.coding?.every(({ code }) => code === 'normal') ?? true);
  const usual = (ranges ?? []).filter(isUsual);
  return usual.length === 1 ? usual[0] : undefined;
}

const byStatus: Record<string, Standing> = {
  ...{ registered: 'preliminary', partial: 'preliminary', preliminary: 'preliminary' },
  ...{ amended: 'corrected', corrected: 'corrected', appended: 'corrected' },
  ...{ cancelled: 'cancelled', 'entered-in-error': 'inError' },
};

/** Of an Observation or a DiagnosticReport. */
export const standingOf = (status: string): Standing => byStatus[status] ?? 'final';
