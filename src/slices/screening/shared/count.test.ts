import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answers, countOf, opensAfter, unanswered } from './count.ts';
import { isDue, startingRules } from './due.ts';
import { type Code, codes, instrumentIn, instrumentOf, selfHarm } from './instruments.ts';

/** Answers by the scores of the questions in their order. */
function scored(code: Code, scores: readonly number[]): Answers {
  return Object.fromEntries(
    instrumentOf(code).questions.map(({ link, options }, at) => [
      link,
      options.find((one) => one.score === scores[at])?.code ?? '',
    ]),
  );
}

/** The check digit of a LOINC number (mod 10, as on a card). */
function checkDigit(number: string): number {
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

describe('counting', () => {
  it('A1.3 adds two answers of 2 and 1 to 3, which opens the nine questions', () => {
    const answers = scored('phq2', [2, 1]);
    expect(countOf('phq2', answers)).toEqual({ total: 3, most: 6, band: 'positive', selfHarm: false });
    expect(opensAfter('phq2', answers)).toBe('phq9');
    expect(opensAfter('phq2', scored('phq2', [1, 1]))).toBeUndefined();
  });

  it('A1.3 tells a ninth answer of 1 in a total of 8', () => {
    const answers = scored('phq9', [2, 1, 1, 1, 1, 0, 1, 0, 1]);
    expect(countOf('phq9', answers)).toEqual({ total: 8, most: 27, band: 'mild', selfHarm: true });
    expect(countOf('phq9', { ...answers, [selfHarm]: 'LA6568-5' })?.selfHarm).toBe(false);
  });

  it.each([
    ['phq9', 4, 'minimal'],
    ['phq9', 5, 'mild'],
    ['phq9', 9, 'mild'],
    ['phq9', 10, 'moderate'],
    ['phq9', 14, 'moderate'],
    ['phq9', 15, 'moderatelySevere'],
    ['phq9', 19, 'moderatelySevere'],
    ['phq9', 20, 'severe'],
    ['phq9', 27, 'severe'],
    ['gad7', 4, 'minimal'],
    ['gad7', 5, 'mild'],
    ['gad7', 10, 'moderate'],
    ['gad7', 14, 'moderate'],
    ['gad7', 15, 'severe'],
    ['auditC', 2, 'negative'],
    ['auditC', 3, 'positive'],
    ['falls', 0, 'negative'],
    ['falls', 1, 'positive'],
  ] as const)('puts a total of %s %i into its published range %s', (code, total, band) => {
    let left: number = total;
    const scores = instrumentOf(code).questions.map(({ options }) => {
      const score = Math.min(left, Math.max(...options.map((one) => one.score)));
      left -= score;
      return score;
    });
    expect(countOf(code, scored(code, scores))).toMatchObject({ total, band });
  });

  it('never counts a missing answer as zero, and no answer of another question', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat(), (code, at) => {
        const { questions } = instrumentOf(code);
        const whole = scored(
          code,
          questions.map(() => 0),
        );
        const { link = '' } = questions[at % questions.length] ?? {};
        for (const answers of [
          { ...whole, [link]: '' },
          { ...whole, [link]: 'LA99999-9' },
        ]) {
          expect(countOf(code, answers)).toBeUndefined();
          expect(unanswered(code, answers)).toEqual([link]);
        }
        expect(countOf(code, whole)?.total).toBe(0);
      }),
    );
  });
});

it('has codes whose check digits are right, each question once', () => {
  for (const code of codes) {
    const { panel, total, questions } = instrumentOf(code);
    const links = questions.map(({ link }) => link);
    expect(new Set(links).size).toBe(links.length);
    for (const one of [panel, total, ...links].filter((each) => each && /^\d/.test(each))) {
      const [number = '', digit] = (one ?? '').split('-');
      expect(`${one}: ${checkDigit(number)}`).toBe(`${one}: ${digit}`);
    }
  }
});

it('is asked in a published wording only', () => {
  expect(instrumentIn('en', 'phq9')?.questions).toHaveLength(9);
  expect(instrumentIn('en-US', 'phq2')?.questions).toHaveLength(2);
  expect(instrumentIn('id', 'phq9')).toBeUndefined();
});

describe('what is due', () => {
  const two = startingRules[0] ?? { code: 'phq2', on: true, fromYears: 12, everyMonths: 12 };
  const day = '2026-03-10';
  it.each([
    ['never asked', 40, undefined, true],
    ['a year ago to the day', 40, '2025-03-10', true],
    ['a day less than a year ago', 40, '2025-03-11', false],
    ['too young', 11, undefined, false],
    ['just old enough', 12, undefined, true],
    ['of unknown age', undefined, undefined, false],
  ])('%s', (_words, years, lastOn, due) => {
    expect(isDue(two, { day, years, lastOn })).toBe(due);
  });
  it('what the clinic has turned off never is', () => {
    expect(isDue({ ...two, on: false }, { day, years: 40, lastOn: undefined })).toBe(false);
  });
});
