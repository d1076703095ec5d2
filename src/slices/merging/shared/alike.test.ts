import { describe, expect, it } from 'vitest';
import { alikeIn, nameRelation } from './alike.ts';

describe('two names', () => {
  const cases: [string, string, ReturnType<typeof nameRelation>][] = [
    ['Siti Aminah', 'SITI AMINAH, S.Pd', 'sameName'],
    ['Aminah Siti', 'Siti Aminah', 'sameName'],
    ['Muhammad Rizki', 'Moh. Rizky', 'soundsAlike'],
    ['Oesman Djaja', 'Usman Jaya', 'soundsAlike'],
    ['Siti Aminah', 'Siti Aisyah', undefined],
    ['Budi Santoso', 'Wati Santoso', undefined],
    ['Suharto', '', undefined],
  ];
  it.each(cases)('%s and %s', (one, other, relation) => {
    expect(nameRelation(one, other)).toBe(relation);
    expect(nameRelation(other, one)).toBe(relation);
  });
});

it('finds in a list everybody who is taken for somebody of it', () => {
  const list = new Map([
    ['a', 'Kartini Wijaya'],
    ['b', 'Kartini Widjaja'],
    ['c', 'Togar Simanjuntak'],
  ]);
  expect([...alikeIn(list)]).toEqual([
    ['a', ['b']],
    ['b', ['a']],
  ]);
});
