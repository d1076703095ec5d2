import { type Code, instrumentOf, selfHarm } from './instruments.ts';

/** Answers by question: link and code of the option. */
export type Answers = Readonly<Record<string, string>>;

export interface Counted {
  total: number;
  most: number;
  /** Key of the published range. */
  band: string;
  /** Any answer but "not at all" to thoughts of dying or of hurting herself. */
  selfHarm: boolean;
}

/** Questions that have no answer of theirs, in their order. */
export function unanswered(code: Code, answers: Answers): string[] {
  return instrumentOf(code)
    .questions.filter(({ link, options }) => !options.some((one) => one.code === answers[link]))
    .map(({ link }) => link);
}

/** The total of a whole set of answers; undefined while one is missing: a missing answer is never a zero. */
export function countOf(code: Code, answers: Answers): Counted | undefined {
  if (unanswered(code, answers).length > 0) return undefined;
  const { questions, bands } = instrumentOf(code);
  const scored = questions.map(({ link, options }) => ({
    link,
    score: options.find((one) => one.code === answers[link])?.score ?? 0,
    most: Math.max(...options.map((one) => one.score)),
  }));
  const total = scored.reduce((sum, one) => sum + one.score, 0);
  return {
    total,
    most: scored.reduce((sum, one) => sum + one.most, 0),
    band: bands.findLast((one) => total >= one.from)?.key ?? '',
    selfHarm: scored.some((one) => one.link === selfHarm && one.score > 0),
  };
}

/** From this total of the two questions on the nine are asked (domain: PHQ-2 of 3 or more). */
export const nineFrom = 3;

/** What an answered questionnaire opens, with the answers that are taken over. */
export function opensAfter(code: Code, answers: Answers): Code | undefined {
  const counted = code === 'phq2' ? countOf(code, answers) : undefined;
  return counted && counted.total >= nineFrom ? 'phq9' : undefined;
}
