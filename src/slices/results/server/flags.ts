import type { CodeableConcept, ObservationReferenceRange, Quantity } from '@medplum/fhirtypes';
import type { Flag, Standing } from '../shared/words.ts';

/** HL7's v3-ObservationInterpretation, of which `N`, `S` and the rest say nothing that needs a mark. */
const byCode: Record<string, Flag> = {
  ...{ L: 'low', LL: 'criticalLow', LU: 'criticalLow', '<': 'low' },
  ...{ H: 'high', HH: 'criticalHigh', HU: 'criticalHigh', '>': 'high' },
  ...{ A: 'abnormal', AA: 'criticalAbnormal', POS: 'positive', I: 'intermediate', R: 'resistant' },
};

interface Weighed {
  interpretation?: CodeableConcept[] | undefined;
  referenceRange?: ObservationReferenceRange[] | undefined;
  valueQuantity?: Quantity | undefined;
}

/** What the laboratory says of a value; where it says nothing, whether the value lies outside of the range that it gave. */
export function flagOf(found: Weighed): Flag | undefined {
  const said = (found.interpretation ?? []).flatMap(({ coding }) => coding ?? []).map(({ code }) => code);
  const known = said.map((code) => byCode[code ?? '']).find((one) => one !== undefined);
  return said.length > 0 ? known : byRange(found);
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
