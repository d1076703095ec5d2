import { expect, test } from 'vitest';
import { withFonts } from './text-runs.ts';

test('a text in Latin letters stays as it is, any other becomes runs of one font each', () => {
  expect(withFonts('Siti Rahayu')).toBe('Siti Rahayu');
  expect(withFonts({ text: 'Łukasz' })).toEqual({
    text: [
      { text: 'Ł', font: 'NotoExtended', lineHeight: 1 },
      { text: 'ukasz', font: 'Noto', lineHeight: 1 },
    ],
  });
});

test('pieces of a line keep their own style in each run', () => {
  const line = withFonts({ text: [{ text: 'Łu', bold: true }, ' · RM 1'] });
  expect(line).toEqual({
    text: [
      { text: 'Ł', bold: true, font: 'NotoExtended', lineHeight: 1 },
      { text: 'u', bold: true, font: 'Noto', lineHeight: 1 },
      { text: ' · RM 1', font: 'Noto', lineHeight: 1 },
    ],
  });
});

test.each([
  ['SpO₂ ≥ 94 %', 'SpO2 ≥ 94 %'],
  ['10⁴', '10^4'],
  ['37 ℃', '37 °C'],
  ['林さん', '□□□'],
])('%s prints as %s, because no font holds all of it', (text, printed) => {
  const node = withFonts({ text }) as { text: string | { text: string }[] };
  const shown = typeof node.text === 'string' ? node.text : node.text.map((run) => run.text).join('');
  expect(shown).toBe(printed);
});
