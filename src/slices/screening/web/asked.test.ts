import { describe, expect, it } from 'vitest';
import type { VisitScreening } from '../contract.ts';
import { type Code, codes, instrumentOf } from '../shared/instruments.ts';
import { alarming, type Asked, isNothing, linesOf, nothingAsked, without } from './asked.ts';

const answers = (code: Code, scores: readonly number[]) =>
  Object.fromEntries(
    instrumentOf(code)
      .questions.slice(0, scores.length)
      .map(({ link, options }, at) => [link, options.find((one) => one.score === scores[at])?.code ?? '']),
  );
const visit = (due: readonly Code[], more: Partial<VisitScreening> = {}): VisitScreening => ({
  ...{ patientId: 'p', language: 'en', results: [], declined: [] },
  offered: codes.map((code) => ({ code, due: due.includes(code), known: {} })),
  ...more,
});
const asked = (answered: Asked['answered'], declined: Asked['declined'] = {}): Asked => ({
  answered,
  declined,
});
const line = (state: VisitScreening, said: Asked, code: Code) =>
  linesOf(state, said).find((one) => one.code === code);

describe('what stands in the pane', () => {
  it.each([
    ['nothing', nothingAsked, 'open', 2],
    ['one answer', asked({ phq2: answers('phq2', [1]) }), 'begun', 1],
    ['all answers', asked({ phq2: answers('phq2', [1, 1]) }), 'whole', 0],
    ['a reason', asked({}, { phq2: 'refused' }), 'declined', 2],
  ] as const)('with %s', (_, said, state, left) => {
    expect(line(visit(['phq2']), said, 'phq2')).toMatchObject({ due: true, state, left });
  });

  it('opens the nine beside the two that add up to 3, with theirs taken over, where these stand', () => {
    const two = answers('phq2', [2, 1]);
    const here = line(visit(['phq2']), asked({ phq2: two }), 'phq9');
    expect(here).toMatchObject({ due: true, opened: true, state: 'open', answers: two, left: 7 });
    const below = line(visit(['phq2']), asked({ phq2: answers('phq2', [1, 1]) }), 'phq9');
    expect(below).toMatchObject({ due: false, opened: false, left: 9 });
    expect(line(visit([]), asked({ phq2: two }), 'phq9')).toMatchObject({ due: false, opened: true });
  });

  it('opens nothing that is in the record already', () => {
    const result = {
      ...{ responseId: 'r', visitId: 'v', code: 'phq9' as const, total: 8, most: 27 },
      ...{ selfHarm: true, waits: true, at: '2026-03-09T09:00:00.000Z', by: 'Rosa' },
    };
    const said = asked({ phq2: answers('phq2', [2, 1]) });
    expect(line(visit(['phq2'], { results: [result] }), said, 'phq9')).toMatchObject({
      ...{ due: false, opened: false },
    });
  });

  it('gives up the nine with the two that had opened them, and no others', () => {
    const said = asked({
      ...{ phq2: answers('phq2', [2, 1]), phq9: answers('phq9', [2, 1, 1]), gad7: answers('gad7', [1]) },
    });
    const rest = without(said, 'phq2', linesOf(visit(['phq2']), said));
    expect(Object.keys(rest.answered)).toEqual(['gad7']);
    const nine = without(said, 'phq9', linesOf(visit(['phq2']), said));
    expect(Object.keys(nine.answered)).toEqual(['phq2', 'gad7']);
    expect(isNothing(rest)).toBe(false);
    expect(isNothing(nothingAsked)).toBe(true);
  });

  it('calls for a ninth answer above 0, and for no half-asked set', () => {
    const nine = answers('phq9', [0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(alarming(asked({ phq9: nine }))).toEqual({ phq9: nine });
    expect(alarming(asked({ phq9: answers('phq9', [3, 3, 3, 3, 3, 3, 3, 3, 0]) }))).toBeUndefined();
    expect(alarming(asked({ phq9: { '44260-8': 'LA6571-9' } }))).toBeUndefined();
  });
});
