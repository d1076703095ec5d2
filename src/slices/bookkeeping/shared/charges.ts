import { money, multiply } from '#platform/shared/money.ts';
import type { LinePayer } from './words.ts';

/** A quantity as entered, `2` or `1,5`, as a ratio: it never passes through a float. */
export function quantityRatio(text: string): { numerator: bigint; denominator: bigint } {
  const [whole = '0', fraction = ''] = text.replace(',', '.').split('.');
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

/** Price times quantity in minor units, a half away from zero. What is nobody's to pay amounts to nothing. */
export function lineAmount(unitPriceMinor: bigint, quantity: string, pays: LinePayer): bigint {
  if (pays === 'capitation' || pays === 'none') return 0n;
  return multiply(money(unitPriceMinor, 'XXX'), quantityRatio(quantity), 'halfUp').minor;
}

/** Who pays a line unless somebody says otherwise. BPJS pays the month, not the visit. */
export function usualPayer(payerKind: string): LinePayer {
  if (payerKind === 'self') return 'patient';
  return payerKind === 'bpjs' ? 'capitation' : 'payer';
}

/** The parts of a bill: the patient's own lines with her copay, and what the payer is asked for. */
export function sharesOf(
  lines: readonly { pays: LinePayer; amountMinor: bigint }[],
  copayMinor: bigint,
): { totalMinor: bigint; patientMinor: bigint; payerMinor: bigint; copayMinor: bigint } {
  const of = (payer: LinePayer) =>
    lines.filter((line) => line.pays === payer).reduce((sum, line) => sum + line.amountMinor, 0n);
  const [own, covered] = [of('patient'), of('payer')];
  const copay = copayMinor < covered ? copayMinor : covered;
  return {
    totalMinor: own + covered,
    patientMinor: own + copay,
    payerMinor: covered - copay,
    copayMinor: copay,
  };
}
