import { type Exact, exact, minus, over, plus, times } from './exact.ts';

/** What a unit measures; `glucose` and `hba1c` because their factors hold for these alone. */
export type Quantity = 'temperature' | 'mass' | 'length' | 'pressure' | 'glucose' | 'hba1c';

type Unit = { of: Quantity; digits: number; from: (value: Exact) => Exact; to: (value: Exact) => Exact };

const same = (value: Exact) => value;
function by(of: Quantity, digits: number, factor: string): Unit {
  const times1 = exact(factor);
  return { of, digits, from: (value) => times(value, times1), to: (value) => over(value, times1) };
}

const nineFifths = exact('1.8');
const freezing = exact('32');
/** NGSP master equation and the ADAG study, both against NGSP per cent. */
const [ifccOffset, ifccFactor] = [exact('2.15'), exact('10.929')];
const [averageFactor, averageOffset] = [exact('28.7'), exact('46.7')];

/**
 * Units by UCUM code (`{eAG}mg/dL` is our own for the average glucose that an HbA1c stands for), with the decimals that people
 * read and the way to the first unit of their quantity. Pound and inch are exact by definition (1959); kPa and glucose by the
 * factors of the field (0.133322; 180.182 g/mol).
 */
export const units: Readonly<Record<string, Unit>> = {
  Cel: { of: 'temperature', digits: 1, from: same, to: same },
  '[degF]': {
    of: 'temperature',
    digits: 1,
    from: (value) => over(minus(value, freezing), nineFifths),
    to: (value) => plus(times(value, nineFifths), freezing),
  },
  kg: { of: 'mass', digits: 2, from: same, to: same },
  g: by('mass', 0, '0.001'),
  '[lb_av]': by('mass', 2, '0.45359237'),
  cm: { of: 'length', digits: 1, from: same, to: same },
  m: by('length', 3, '100'),
  '[in_i]': by('length', 2, '2.54'),
  'mm[Hg]': { of: 'pressure', digits: 0, from: same, to: same },
  kPa: {
    of: 'pressure',
    digits: 1,
    from: (value) => over(value, exact('0.133322')),
    to: (value) => times(value, exact('0.133322')),
  },
  'mg/dL': { of: 'glucose', digits: 0, from: same, to: same },
  'mmol/L': by('glucose', 2, '18.0182'),
  '%': { of: 'hba1c', digits: 1, from: same, to: same },
  'mmol/mol': {
    of: 'hba1c',
    digits: 0,
    from: (value) => plus(over(value, ifccFactor), ifccOffset),
    to: (value) => times(minus(value, ifccOffset), ifccFactor),
  },
  '{eAG}mg/dL': {
    of: 'hba1c',
    digits: 0,
    from: (value) => over(plus(value, averageOffset), averageFactor),
    to: (value) => minus(times(value, averageFactor), averageOffset),
  },
};

/**
 * A value in another unit of the same quantity, unrounded; `undefined` when the two do not belong together: an unknown unit is
 * never guessed.
 * @param from and `to` UCUM codes
 */
export function converted(value: Exact, from: string, to: string): Exact | undefined {
  const [source, target] = [units[from], units[to]];
  if (source === undefined || target === undefined || source.of !== target.of) return undefined;
  return target.to(source.from(value));
}
