import type { Basis, Element, RequesterKind, Special } from './codes.ts';

/** A span by which something must be answered: days end with their last day, hours run from the minute. */
export interface Span {
  amount: number;
  unit: 'days' | 'hours';
}

export interface Clocks {
  /** The patient, or who speaks for her, asks for her own records. */
  access: Span;
  /** By how many days more, once and with notice; 0 where there is no such thing. */
  extensionDays: number;
  /** Everybody else: what the clinic has set itself. */
  other: Span;
  accountingYears: number;
}

interface Law {
  needAuthorisation: readonly Basis[];
  elements: readonly Element[];
  clocks: Clocks;
}

const common = [
  'description',
  'discloser',
  'recipient',
  'purpose',
  'signature',
  'authority',
  'revocation',
] as const;

/** 45 CFR 164.508 (c), 164.524 (b), 164.528. */
const us: Law = {
  needAuthorisation: ['authorisation'],
  elements: [...common, 'expiry', 'redisclosure', 'noConditioning'],
  clocks: {
    access: { amount: 30, unit: 'days' },
    extensionDays: 30,
    other: { amount: 30, unit: 'days' },
    accountingYears: 6,
  },
};

/** Permenkes 24/2022 articles 33 to 37; UU 27/2022 for the clock (verify). */
const indonesia: Law = {
  needAuthorisation: ['authorisation', 'payment'],
  elements: common,
  clocks: {
    access: { amount: 72, unit: 'hours' },
    extensionDays: 0,
    other: { amount: 14, unit: 'days' },
    accountingYears: 6,
  },
};

/** @param country ISO 3166 alpha-2; one that we do not know gets the rules that ask for most */
export function lawOf(country: string): Law {
  return country === 'ID' ? indonesia : us;
}

/** Where a special part leaves without a consent of its own (verify); by a subpoena alone none does. */
const withoutOwnConsent: Record<Special, readonly Basis[]> = {
  psychotherapy: [],
  substanceUse: ['patientAccess'],
  hiv: ['patientAccess', 'publicHealth'],
  reproductive: ['patientAccess'],
};

/** The special parts among these for which this basis is not enough. */
export function askOwnConsent(basis: Basis, special: readonly Special[]): Special[] {
  return special.filter((one) => !withoutOwnConsent[one].includes(basis));
}

/** What the accounting lists: all that leaves by law and not by her own will (45 CFR 164.528 (a)(1)). */
const counted: readonly Basis[] = ['courtOrder', 'lawEnforcement', 'publicHealth', 'registry', 'otherLaw'];

export function isCounted(basis: Basis, recipient: RequesterKind): boolean {
  return counted.includes(basis) && recipient !== 'patient';
}

/** No more than is needed for the purpose; treatment, the patient and her authorisation say themselves how much. */
export function asksMinimum(basis: Basis): boolean {
  return !['treatment', 'patientAccess', 'authorisation'].includes(basis);
}

/** Whether who asks must show by what right; the patient and whoever treats her have it. */
export function asksAuthority(requester: RequesterKind): boolean {
  return requester !== 'patient' && requester !== 'physician';
}

/** What the front desk logs without a review. */
export const everydayBases: readonly Basis[] = ['treatment', 'payment', 'operations', 'patientAccess'];
