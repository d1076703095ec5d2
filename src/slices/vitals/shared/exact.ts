/**
 * A number as a fraction of whole numbers. Figures that people read are rounded from these: 63.872 kg at 160 cm is exactly 24.95
 * and so rounds to 25.0, which binary numbers miss.
 */
export type Exact = { over: bigint; under: bigint };

/** Of a decimal text or a number as it is written; an exponent is allowed. */
export function exact(value: string | number): Exact {
  const found = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/.exec(String(value));
  if (found === null || !/\d/.test(String(value))) throw new RangeError(`no number: ${value}`);
  const [, sign, whole = '', fraction = '', power = '0'] = found;
  const shift = Number(power) - fraction.length;
  const units = BigInt(`${sign}${whole}${fraction}`);
  return shift >= 0
    ? { over: units * 10n ** BigInt(shift), under: 1n }
    : { over: units, under: 10n ** BigInt(-shift) };
}

export const plus = (a: Exact, b: Exact): Exact => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
export const times = (a: Exact, b: Exact): Exact => ({ over: a.over * b.over, under: a.under * b.under });
export const minus = (a: Exact, b: Exact): Exact => plus(a, { over: -b.over, under: b.under });

/** @throws RangeError when the divisor is zero */
export function over(a: Exact, b: Exact): Exact {
  if (b.over === 0n) throw new RangeError('division by zero');
  const sign = b.over < 0n ? -1n : 1n;
  return { over: a.over * b.under * sign, under: a.under * b.over * sign };
}

/** Written with exactly so many decimals, a half away from zero. */
export function written(value: Exact, digits: number): string {
  const scaled = value.over * 10n ** BigInt(digits);
  const size = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * size + value.under) / (2n * value.under);
  const text = rounded.toString().padStart(digits + 1, '0');
  const minusSign = scaled < 0n && rounded > 0n ? '-' : '';
  if (digits === 0) return minusSign + text;
  return `${minusSign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The nearest ordinary number. */
export const approximate = (value: Exact): number => Number(written(value, 15));
