import type { Money as FhirMoney } from '@medplum/fhirtypes';
import { decimal } from '#platform/server/fhir/json-text.ts';
import { type MoneyJson, minorDigits } from '#platform/shared/money.ts';

/** Minor units as FHIR's decimal, with all digits of the currency: 2500 US cents are `25.00`. */
export function moneyToFhir({ minor, currency }: MoneyJson): FhirMoney {
  const digits = minorDigits(currency);
  const padded = minor.padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const literal = digits === 0 ? whole : `${whole}.${padded.slice(-digits)}`;
  // a number that keeps its digits is written as one; the FHIR types know plain numbers only
  return { value: decimal(literal) as number, currency: currency as NonNullable<FhirMoney['currency']> };
}

/** FHIR's decimal as minor units, or undefined where it is no whole number of them. */
export function moneyFromFhir(money: FhirMoney | undefined): MoneyJson | undefined {
  if (money?.value === undefined || !money.currency) return undefined;
  const digits = minorDigits(money.currency);
  const minor = Math.round(money.value * 10 ** digits);
  const exact = Math.abs(money.value * 10 ** digits - minor) < 1e-6;
  return exact && Number.isSafeInteger(minor)
    ? { minor: String(minor), currency: money.currency }
    : undefined;
}
