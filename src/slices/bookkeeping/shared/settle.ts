import { money, roundCash } from '#platform/shared/money.ts';
import type { Method } from './words.ts';

/** A payment as it is offered, in minor units: cash by what was handed over, the others by what they pay. */
export interface Offered {
  method: Method;
  minor: bigint;
  reference?: string | undefined;
}

/** What becomes of the offered payments. All in minor units. */
export interface Settled {
  /** Money that came in, by method; cash rounded and without the change. */
  received: { method: Exclude<Method, 'deposit'>; minor: bigint; reference?: string | undefined }[];
  depositMinor: bigint;
  tenderedMinor: bigint;
  changeMinor: bigint;
  /** What cash was rounded by, above zero when the patient pays more. */
  roundingMinor: bigint;
  /** What new money settles of the debt; the deposit's part is beside it. */
  settledMinor: bigint;
  leftMinor: bigint;
}

/**
 * Sets payments against a debt. Cash comes last: it pays what the others leave, rounded to the till's step when it
 * pays all of it, and the rest is change.
 * @returns the result, or `moreThanOwed` when what is no cash exceeds the debt
 */
export function settle(
  owedMinor: bigint,
  offered: readonly Offered[],
  stepMinor: bigint,
): Settled | 'moreThanOwed' {
  const sum = (some: readonly Offered[]) => some.reduce((total, one) => total + one.minor, 0n);
  const cashless = offered.filter((one) => one.method !== 'cash' && one.minor > 0n);
  const deposits = sum(cashless.filter((one) => one.method === 'deposit'));
  const open = owedMinor - sum(cashless);
  if (open < 0n) return 'moreThanOwed';
  const tendered = sum(offered.filter((one) => one.method === 'cash'));
  const cash = cashOf(open, tendered, stepMinor);
  const received = cashless.flatMap((one) =>
    one.method === 'deposit' ? [] : [{ ...one, method: one.method }],
  );
  return {
    received: cash.keptMinor > 0n ? [...received, { method: 'cash', minor: cash.keptMinor }] : received,
    depositMinor: deposits,
    tenderedMinor: tendered,
    changeMinor: tendered - cash.keptMinor,
    roundingMinor: cash.keptMinor - cash.settledMinor,
    settledMinor: sum(cashless) - deposits + cash.settledMinor,
    leftMinor: open - cash.settledMinor,
  };
}

function cashOf(
  openMinor: bigint,
  tenderedMinor: bigint,
  stepMinor: bigint,
): { keptMinor: bigint; settledMinor: bigint } {
  if (tenderedMinor === 0n) return { keptMinor: 0n, settledMinor: 0n };
  const rounded = roundCash(money(openMinor, 'XXX'), stepMinor).rounded.minor;
  // too little to be rounded to a coin: it is taken as it is
  const due = rounded === 0n ? openMinor : rounded;
  if (tenderedMinor >= due) return { keptMinor: due, settledMinor: openMinor };
  return { keptMinor: tenderedMinor, settledMinor: tenderedMinor < openMinor ? tenderedMinor : openMinor };
}

/** Spreads an amount over debts in their order; what is beyond them stays on the last. */
export function spread<T extends { minor: bigint }>(minor: bigint, debts: readonly T[]): T[] {
  const parts: T[] = [];
  let rest = minor;
  for (const debt of debts) {
    const part = rest < debt.minor ? rest : debt.minor;
    if (part > 0n) parts.push({ ...debt, minor: part });
    rest -= part > 0n ? part : 0n;
  }
  return parts;
}
