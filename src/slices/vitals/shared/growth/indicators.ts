/** What a child's growth is judged by, in the order of reading. */
export const growthIndicators = [
  'weightForAge',
  'heightForAge',
  'weightForHeight',
  'bodyMassForAge',
  'headForAge',
] as const;
export type GrowthIndicator = (typeof growthIndicators)[number];
