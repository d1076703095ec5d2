/** What is asked in the room beside the reason and the vital signs, in the order of speech. */
export const topics = [
  'allergies',
  'medicines',
  'problems',
  'surgeries',
  'family',
  'tobacco',
  'alcohol',
  'immunisations',
] as const;
export type Topic = (typeof topics)[number];

/** Topics whose one fact is a choice and not a list of words. */
export const habits = ['tobacco', 'alcohol'] as const;
export type Habit = (typeof habits)[number];

export const isHabit = (topic: Topic): topic is Habit => habits.some((one) => one === topic);

/** What a habit may be, as it is said. */
export const habitChoices = {
  tobacco: ['never', 'former', 'someDays', 'daily'],
  alcohol: ['never', 'former', 'current'],
} as const satisfies Record<Habit, readonly string[]>;
export type HabitChoice = (typeof habitChoices)[Habit][number];
export const allHabitChoices = [
  ...new Set<HabitChoice>(habits.flatMap((one) => [...habitChoices[one]])),
] as const;

/** Whose illness a line of family history is; HL7 v3-RoleCode stands behind each. */
export const relatives = {
  mother: 'MTH',
  father: 'FTH',
  sibling: 'SIB',
  child: 'CHILD',
  grandparent: 'GRPRN',
  other: 'FAMMEMB',
} as const;
export type Relative = keyof typeof relatives;
export const relativeCodes = Object.keys(relatives) as Relative[];

/** What was said of a whole topic. */
export const topicAnswers = ['confirmed', 'changed', 'none', 'unknown', 'refused', 'notAsked'] as const;
export type TopicAnswer = (typeof topicAnswers)[number];

/** What was said of one fact of it, where it is not simply as before. */
export const factAnswers = ['changed', 'stopped', 'unknown'] as const;
export type FactAnswer = (typeof factAnswers)[number];

/** Who said it. */
export const sources = ['patient', 'companion', 'document'] as const;
export type Source = (typeof sources)[number];
