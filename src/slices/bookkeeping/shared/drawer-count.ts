/** Notes and coins in use, largest first, in minor units. */
const values: Record<string, readonly bigint[]> = {
  IDR: [100_000n, 50_000n, 20_000n, 10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n],
  USD: [10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 25n, 10n, 5n, 1n],
};

/** What is counted in a drawer of this currency; one that we do not know is counted in whole units of it. */
export function denominationsOf(currency: string): readonly bigint[] {
  return values[currency] ?? [10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 20n, 10n, 5n, 2n, 1n];
}

export function countedMinor(counted: readonly { valueMinor: bigint; count: number }[]): bigint {
  return counted.reduce((sum, one) => sum + one.valueMinor * BigInt(one.count), 0n);
}

export type Needs = 'nothing' | 'reason' | 'manager';

/** What a difference asks for: beyond a limit, not at it. */
export function needsOf(
  differenceMinor: bigint,
  limits: { reasonAboveMinor: bigint; managerAboveMinor: bigint },
): Needs {
  const size = differenceMinor < 0n ? -differenceMinor : differenceMinor;
  if (size > limits.managerAboveMinor) return 'manager';
  return size > limits.reasonAboveMinor ? 'reason' : 'nothing';
}
