import type { GrowthReference } from './lms.ts';

/** L and M have four decimals in the WHO's tables, S five. */
const decimals = { l: 1e4, m: 1e4, s: 1e5 };
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-';
const digits = new Map([...alphabet].map((letter, digit) => [letter, digit]));

/**
 * A table of one row a day from birth on as text: differences from the day before, as integers of 1e-4 (L, M) and 1e-5
 * (S), the sign in the lowest bit, five bits a letter and one that says whether more follow.
 */
export function packDays(rows: readonly GrowthReference[]): string {
  let text = '';
  const before = { l: 0, m: 0, s: 0 };
  for (const row of rows) {
    for (const key of ['l', 'm', 's'] as const) {
      const value = Math.round(row[key] * decimals[key]);
      const change = value - before[key];
      before[key] = value;
      let rest = change < 0 ? -2 * change - 1 : 2 * change;
      do {
        const more = rest > 31 ? 32 : 0;
        text += alphabet[(rest % 32) + more];
        rest = Math.floor(rest / 32);
      } while (rest > 0);
    }
  }
  return text;
}

/** The rows of `packDays`, the one of birth first. */
export function unpackDays(text: string): GrowthReference[] {
  const rows: GrowthReference[] = [];
  const now = { l: 0, m: 0, s: 0 };
  let place = 0;
  const next = (): number => {
    let [value, scale, more] = [0, 1, true];
    while (more) {
      const digit = digits.get(text[place] ?? '') ?? 0;
      place += 1;
      more = digit > 31;
      value += (digit % 32) * scale;
      scale *= 32;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  while (place < text.length) {
    for (const key of ['l', 'm', 's'] as const) now[key] += next();
    rows.push({ l: now.l / decimals.l, m: now.m / decimals.m, s: now.s / decimals.s });
  }
  return rows;
}
