import { daysBetween } from '#platform/shared/time.ts';
import { type Topic, type TopicAnswer, topics } from './topics.ts';

/** When a topic is asked again: after so many days (0: at every visit), from an age on. */
export interface Rule {
  topic: Topic;
  on: boolean;
  everyDays: number;
  fromYears: number;
}

const start: Record<Topic, [everyDays: number, fromYears: number]> = {
  allergies: [0, 0],
  medicines: [0, 0],
  problems: [180, 0],
  surgeries: [365, 0],
  family: [365, 0],
  // domain: asked from twelve years on; alcohol from then on too, unless the clinic says otherwise
  tobacco: [180, 12],
  alcohol: [365, 12],
  immunisations: [365, 0],
};

/** What a clinic asks until it says otherwise. */
export const startingRules: readonly Rule[] = topics.map((topic) => {
  const [everyDays, fromYears] = start[topic];
  return { topic, on: true, everyDays, fromYears };
});

/** Answers after which a topic is known, for as long as its rule says. */
const known: readonly TopicAnswer[] = ['confirmed', 'changed', 'none'];

/** The last word on a topic: on which day of the clinic, and whether in this visit. */
export interface LastWord {
  answer: TopicAnswer;
  on: string;
  here: boolean;
}

/**
 * Whether a topic is to be asked in a visit.
 * @param about.years undefined: unknown, and then every topic is asked that has no first age above 0
 * @param words all that were said of it, the newest first
 */
export function isDue(
  rule: Rule,
  about: { day: string; years: number | undefined },
  words: readonly LastWord[],
): boolean {
  if (!rule.on || (about.years ?? 0) < rule.fromYears) return false;
  // in this visit a word is a word, whatever it was; only "not asked" leaves the question open
  const [newest] = words;
  if (newest?.here && newest.answer !== 'notAsked') return false;
  const last = words.find(({ answer }) => known.includes(answer));
  if (!last) return true;
  return rule.everyDays === 0 || daysBetween(last.on, about.day) > rule.everyDays;
}
