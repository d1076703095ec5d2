import { m } from '#messages';
import type { Line } from '../contract.ts';
import type { FactAnswer, HabitChoice, Relative, Source, Topic, TopicAnswer } from '../shared/topics.ts';

export const topicWords: Record<Topic, () => string> = {
  allergies: m.intake_topic_allergies,
  medicines: m.intake_topic_medicines,
  problems: m.intake_topic_problems,
  surgeries: m.intake_topic_surgeries,
  family: m.intake_topic_family,
  tobacco: m.intake_topic_tobacco,
  alcohol: m.intake_topic_alcohol,
  immunisations: m.intake_topic_immunisations,
};

export const askWords: Record<Topic, () => string> = {
  allergies: m.intake_ask_allergies,
  medicines: m.intake_ask_medicines,
  problems: m.intake_ask_problems,
  surgeries: m.intake_ask_surgeries,
  family: m.intake_ask_family,
  tobacco: m.intake_ask_tobacco,
  alcohol: m.intake_ask_alcohol,
  immunisations: m.intake_ask_immunisations,
};

export const detailWords: Record<Topic, () => string> = {
  allergies: m.intake_detail_allergies,
  medicines: m.intake_detail_medicines,
  problems: m.intake_detail_problems,
  surgeries: m.intake_detail_surgeries,
  family: m.intake_detail_family,
  tobacco: m.intake_detail_tobacco,
  alcohol: m.intake_detail_alcohol,
  immunisations: m.intake_detail_immunisations,
};

export const labelWords: Record<Exclude<Topic, 'tobacco' | 'alcohol'>, () => string> = {
  allergies: m.intake_label_allergies,
  medicines: m.intake_label_medicines,
  problems: m.intake_label_problems,
  surgeries: m.intake_label_surgeries,
  family: m.intake_label_family,
  immunisations: m.intake_label_immunisations,
};

/** A point in time of what happened once; of everything else since when it is so. */
export const sinceWords = (topic: Topic) =>
  topic === 'surgeries' || topic === 'immunisations' ? m.intake_label_when() : m.intake_label_since();

const answers: Record<TopicAnswer, () => string> = {
  confirmed: m.intake_answer_confirmed,
  changed: m.intake_answer_changed,
  none: m.intake_answer_none,
  unknown: m.intake_answer_unknown,
  refused: m.intake_answer_refused,
  notAsked: m.intake_answer_notAsked,
};
export const answerWords = (answer: TopicAnswer) => answers[answer]();

const factAnswers: Record<FactAnswer, () => string> = {
  changed: m.intake_fact_changed,
  stopped: m.intake_fact_stopped,
  unknown: m.intake_fact_unknown,
};
export const factAnswerWords = (answer: FactAnswer) => factAnswers[answer]();

const relatives: Record<Relative, () => string> = {
  mother: m.intake_relative_mother,
  father: m.intake_relative_father,
  sibling: m.intake_relative_sibling,
  child: m.intake_relative_child,
  grandparent: m.intake_relative_grandparent,
  other: m.intake_relative_other,
};
export const relativeWords = (relative: Relative) => relatives[relative]();

const tobacco: Partial<Record<HabitChoice, () => string>> = {
  never: m.intake_choice_tobacco_never,
  former: m.intake_choice_tobacco_former,
  someDays: m.intake_choice_tobacco_someDays,
  daily: m.intake_choice_tobacco_daily,
};
const alcohol: Partial<Record<HabitChoice, () => string>> = {
  never: m.intake_choice_alcohol_never,
  former: m.intake_choice_alcohol_former,
  current: m.intake_choice_alcohol_current,
};
export const choiceWords = (topic: Topic, choice: HabitChoice) =>
  (topic === 'alcohol' ? alcohol : tobacco)[choice]?.() ?? choice;

const sources: Record<Source, () => string> = {
  patient: m.intake_source_patient,
  companion: m.intake_source_companion,
  document: m.intake_source_document,
};
export const sourceWords = (source: Source) => sources[source]();

/** What a line is called: the habit as it is said, whose illness it is, or the words that were written. */
export function lineName(topic: Topic, { label = '', choice, relative }: Line): string {
  if (choice) return choiceWords(topic, choice);
  return relative ? `${label} (${relativeWords(relative)})` : label;
}
