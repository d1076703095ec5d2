import ucum, { toCanonicalForm } from '@atomic-ehr/ucum';

/** A unit in terms of UCUM's base units. */
export interface CanonicalUnit {
  /** The base units with their exponents (`g1m-3`); `1` for what has none. */
  unit: string;
  /** A value of the unit in the base units, to the digits that a conversion keeps. */
  baseOf(value: number): number;
}

export const ucumSystem = 'http://unitsofmeasure.org';

/** Units come again and again; there are a few hundred in a clinic. */
const cacheLimit = 5_000;
const known = new Map<string, CanonicalUnit | undefined>();

/**
 * The canonical form of a UCUM code.
 *
 * @returns undefined for what cannot be converted: no UCUM, an arbitrary unit (`[iU]`), a logarithm
 */
export function canonicalUnit(code: string): CanonicalUnit | undefined {
  if (known.has(code)) return known.get(code);
  const found = read(code);
  if (known.size >= cacheLimit) known.clear();
  known.set(code, found);
  return found;
}

function read(code: string): CanonicalUnit | undefined {
  // nesting and length without end would cost the parser more than any unit of a clinic
  if (code === '' || code.length > 60) return undefined;
  try {
    if (ucum.isArbitraryUnit(code)) return undefined;
    if (ucum.isSpecialUnit(code)) return temperature(code);
    const { magnitude, units } = toCanonicalForm(code);
    if (!Number.isFinite(magnitude) || magnitude <= 0) return undefined;
    const unit = units
      .map((one: { unit: string; exponent: number }) => `${one.unit}${one.exponent}`)
      .sort()
      .join('');
    return { unit: unit || '1', baseOf: (value) => rounded(value * magnitude) };
  } catch {
    return undefined;
  }
}

/** Of the special units only degrees have a measure that can be added to. */
function temperature(code: string): CanonicalUnit | undefined {
  if (code !== 'Cel' && code !== '[degF]') return undefined;
  return {
    unit: 'K1',
    baseOf: (value) => (Number.isFinite(value) ? rounded(ucum.convert(value, code, 'K')) : value),
  };
}

/** `5.4 mg` and `5400 ug` come out alike, though the conversion of the one loses the last bits. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}
