import { describe, expect, it } from 'vitest';
import { startingSet } from './starting-set.ts';
import { linesOf, stepsOf } from './step-lines.ts';

describe('steps as lines', () => {
  it.each(['US', 'ID'])('are read back as they were, names and all: %s', (country) => {
    for (const { steps } of startingSet(country)) {
      expect(stepsOf(linesOf(steps), steps)).toEqual({ steps });
    }
  });

  it('give a new line a free name and leave the others theirs', () => {
    const before = [{ step: 'step1', en: 'One', id: 'Satu', critical: false }];
    expect(stepsOf('! Two | Dua\n\nOne | Satu', before)).toEqual({
      steps: [
        { step: 'step2', en: 'Two', id: 'Dua', critical: true },
        { step: 'step1', en: 'One', id: 'Satu', critical: false },
      ],
    });
  });

  it.each(['One', 'One |', 'One | Satu | Uno'])('name the line that lacks a language: %s', (line) => {
    expect(stepsOf(`Two | Dua\n${line}`, [])).toEqual({ badLine: 2 });
  });
});
