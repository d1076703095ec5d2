/** What a result is made of: values of one code over time, a report as one text, a test that was carried out here. */
export const resultKinds = ['measured', 'report', 'test'] as const;
export type ResultKind = (typeof resultKinds)[number];

/** How a value lies to what is usual, as the laboratory says it or as the range that it gave says it. */
export const flags = [
  ...(['criticalLow', 'low', 'high', 'criticalHigh'] as const),
  ...(['abnormal', 'criticalAbnormal', 'positive', 'intermediate', 'resistant'] as const),
] as const;
export type Flag = (typeof flags)[number];

/** How far a value is to be believed. */
export const standings = ['final', 'preliminary', 'corrected', 'cancelled', 'inError'] as const;
export type Standing = (typeof standings)[number];
