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

/** The most that a questionnaire counts, and the published range that a total falls in. */
export function placeOf(code: Code, total: number): Pick<Counted, 'most' | 'band'> {
  const { questions, bands } = instrumentOf(code);
  const most = questions.reduce(
    (sum, { options }) => sum + Math.max(...options.map(({ score }) => score)),
    0,
  );
  return { most, band: bands.findLast((one) => total >= one.from)?.key ?? '' };
}

/** The total of a whole set of answers; undefined while one is missing: a missing answer is never a zero. */
export function countOf(code: Code, answers: Answers): Counted | undefined {
  if (unanswered(code, answers).length > 0) return undefined;
  const scored = instrumentOf(code).questions.map(({ link, options }) => ({
    link,
    score: options.find((one) => one.code === answers[link])?.score ?? 0,
  }));
  const total = scored.reduce((sum, one) => sum + one.score, 0);
  return {
    total,
    ...placeOf(code, total),
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
