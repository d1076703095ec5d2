/** A span by which something must be answered: days end with their last day, hours run from the minute. */
export interface Span {
  amount: number;
  unit: 'days' | 'hours';
}

export interface Clocks {
  answer: Span;
  /** By how many days more, once and with notice; 0 where there is no such thing. */
  extensionDays: number;
}

/** 45 CFR 164.526 (b)(2). */
const us: Clocks = { answer: { amount: 60, unit: 'days' }, extensionDays: 30 };

/** UU 27/2022 article 30 gives 3 x 24 hours for a correction (verify); it knows no extension. */
const indonesia: Clocks = { answer: { amount: 72, unit: 'hours' }, extensionDays: 0 };

/** Where a clinic's clocks begin. @param country ISO 3166 alpha-2; one that we do not know gets those of the US */
export function startingClocks(country: string): Clocks {
  return country === 'ID' ? indonesia : us;
}

/** Whether the law of the country lets an answer wait longer at all, whatever the clinic has set. */
export function knowsExtension(country: string): boolean {
  return startingClocks(country).extensionDays > 0;
}
