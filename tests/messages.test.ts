import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type MessageFolder, checkMessages } from '../scripts/messages/collect.ts';
import { readText, variablesOf } from '../scripts/messages/pattern.ts';

const folder = (en: [string, string][], id: [string, string][], name = 'vitals'): MessageFolder => ({
  folder: `src/slices/${name}/messages`,
  prefixes: [name],
  en,
  id,
});

describe('Messages that cannot be compiled are named', () => {
  it.each([
    ['missing', [folder([['vitals_a', 'A']], [])], 'vitals_a is missing in the other language'],
    [
      'doubled',
      [
        folder(
          [
            ['vitals_a', 'A'],
            ['vitals_a', 'B'],
          ],
          [['vitals_a', 'A']],
        ),
      ],
      'vitals_a is written twice',
    ],
    ['empty', [folder([['vitals_a', ' ']], [['vitals_a', 'A']])], 'vitals_a is empty'],
    ['misnamed', [folder([['tests_a', 'A']], [['tests_a', 'A']])], 'tests_a does not start with vitals_'],
    [
      'other variables',
      [folder([['vitals_a', '{x}']], [['vitals_a', '{y}']])],
      'has other variables (x) than Indonesian (y)',
    ],
    [
      'an odd brace',
      [folder([['vitals_a', 'A {x']], [['vitals_a', 'A {x']])],
      'cannot be read: a brace without its partner',
    ],
    [
      'alike but for case',
      [
        folder(
          [
            ['vitals_ab', 'A'],
            ['vitals_aB', 'B'],
          ],
          [
            ['vitals_ab', 'A'],
            ['vitals_aB', 'B'],
          ],
        ),
      ],
      'vitals_aB is already in src/slices/vitals/messages',
    ],
  ])('%s', (_, folders, sentence) => {
    expect(checkMessages(folders).join('\n')).toContain(sentence);
  });

  it('and those that can are not', () => {
    const plural: [string, string] = ['vitals_n', '{count, plural, one {# patient} other {# patients}}'];
    expect(checkMessages([folder([plural], [['vitals_n', '{count} pasien']])])).toEqual([]);
  });
});

it('Variables are found in plain text and in plurals', () => {
  expect(variablesOf('{b} and { a }')).toEqual(['a', 'b']);
  expect(variablesOf('{count, plural, one {# day for {name}} other {# days for {name}}}')).toEqual([
    'count',
    'name',
  ]);
  expect(variablesOf('{count, plural, one {capsule} other {capsules}}')).toEqual(['count']);
});

it('A plural is read with its surroundings; one without "other" is refused', () => {
  const reading = readText('k', 'In {count, plural, one {# day} other {# days}}.');
  expect(reading).toMatchObject({
    kind: 'plural',
    count: 'count',
    forms: [{ form: 'one' }, { form: 'other' }],
  });
  expect(() => readText('k', '{count, plural, one {# day}}')).toThrow('needs the form "other"');
});

it('Words are found by their key in both languages, counted as each language counts', () => {
  expect(words('en', 'web_form_wrong', { count: 1 })).toContain('1 field needs');
  expect(words('en', 'web_form_wrong', { count: 5 })).toContain('5 fields need');
  expect(words('id', 'web_form_wrong', { count: 5 })).toContain('5 isian');
  expect(() => words('en', 'web_noSuchKey')).toThrow('There is no message web_noSuchKey');
});
