/** What a line of the timeline tells of, in the order in which a screen offers them. */
export const kinds = [
  'visit',
  'note',
  'problem',
  'allergy',
  'medicine',
  'vitals',
  'finding',
  'order',
  'procedure',
  'immunization',
  'questionnaire',
  'document',
  'appointment',
] as const;
export type Kind = (typeof kinds)[number];
