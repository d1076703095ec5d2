import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displayName,
  foldName,
  initials,
  modernTokens,
  nameFromText,
  nameTokens,
  phoneticKeys,
  trigrams,
} from './names.ts';

describe('A1.4: a one-word name is a whole name', () => {
  test('"Suharto" is kept as text with no invented family name', () => {
    expect(nameFromText('Suharto')).toEqual({ use: 'official', text: 'Suharto' });
    expect(displayName({ use: 'official', text: 'Suharto' })).toBe('Suharto');
    expect(() => nameFromText('  ')).toThrow(RangeError);
  });
});

describe('displayName', () => {
  test('takes the text first, else the parts in order', () => {
    expect(displayName({ text: 'Siti Aminah, S.Pd', given: ['Siti'], family: 'Aminah' })).toBe(
      'Siti Aminah, S.Pd',
    );
    expect(displayName({ prefix: ['Dr.'], given: ['Mary', 'Ann'], family: 'Smith', suffix: ['Jr.'] })).toBe(
      'Dr. Mary Ann Smith Jr.',
    );
    expect(displayName({ given: ['Budi'] })).toBe('Budi');
  });

  test('prefers the official name and never a former one', () => {
    const names = [
      { use: 'maiden', text: 'Mary Jones' },
      { use: 'usual', text: 'Molly' },
      { use: 'official', text: 'Mary Smith' },
    ];
    expect(displayName(names)).toBe('Mary Smith');
    expect(displayName([{ use: 'old', text: 'Mary Jones' }, { text: 'Mary Smith' }])).toBe('Mary Smith');
    expect(displayName([])).toBe('');
    expect(displayName(undefined)).toBe('');
  });
});

test('folding drops case, accents, apostrophes and punctuation', () => {
  expect(foldName("  Ma'ruf   AL-Amín ")).toBe('maruf al amin');
  fc.assert(fc.property(fc.string(), (text) => foldName(foldName(text)) === foldName(text)));
  // plain letters and all others are folded by one rule, though not by one way
  fc.assert(
    fc.property(fc.string(), (text) => foldName(`${text} é`) === `${foldName(text)} e`.trim()),
    { numRuns: 1000 },
  );
});

test('titles and degrees are no part of a name, unless nothing else is there', () => {
  expect(nameTokens('Dr. H. Ahmad Dahlan, Sp.PD')).toEqual(['ahmad', 'dahlan']);
  expect(nameTokens('Ny. Sri Rahayu')).toEqual(['sri', 'rahayu']);
  expect(nameTokens('An Nguyen')).toEqual(['an', 'nguyen']);
  expect(nameTokens('Miss')).toEqual(['miss']);
});

test('boards show initials', () => {
  expect(initials('Siti Nur Aminah')).toBe('SA');
  expect(initials('Suharto')).toBe('S');
  expect(initials('')).toBe('');
});

describe('Indonesian spelling', () => {
  test.each([
    'Muhammad Ali',
    'Mohamad Ali',
    'Mohammad Ali',
    'Muhamad Ali',
    'Mochamad Ali',
    'Moh. Ali',
    'M. Ali',
    'Mohammed Ali',
  ])('%s is Muhammad Ali', (name) => expect(modernTokens(name)).toEqual(['muhamad', 'ali']));

  test('an M that is no first name stays a letter', () => {
    expect(modernTokens('Ali M.')).toEqual(['ali', 'm']);
    expect(modernTokens('M')).toEqual(['m']);
  });

  test.each([
    ['Soekarno', 'Sukarno'],
    ['Djoko', 'Joko'],
    ['Tjipto', 'Cipto'],
    ['Sjahrir', 'Syahrir'],
    ['Annisa', 'Anisa'],
    ['Achmad', 'Ahmat'],
    ['Rizky', 'Riski'],
    ['Thamrin', 'Tamrin'],
    ['Fitri', 'Vitri'],
    ['Abdullah', 'Abdulla'],
    ['Khairul', 'Chairul'],
  ])('%s and %s share a key', (left, right) => {
    const keys = new Set(phoneticKeys(left));
    expect(phoneticKeys(right).some((key) => keys.has(key))).toBe(true);
  });

  test('keys of other names differ', () => {
    const keys = new Set(phoneticKeys('Suharto'));
    expect(phoneticKeys('Sumarni').some((key) => keys.has(key))).toBe(false);
  });
});

test('trigrams are padded words, each once', () => {
  expect(trigrams('Siti')).toEqual(['  s', ' si', 'sit', 'iti', 'ti ']);
  expect(trigrams('Aa aa')).toHaveLength(new Set(trigrams('Aa aa')).size);
  expect(trigrams('')).toEqual([]);
});
