import { expect, it } from 'vitest';
import { findCommands } from './find.ts';

const command = (label: string, keywords = '') => ({ label: () => label, keywords: () => keywords });
const commands = [
  command('Close the day', 'cash count'),
  command('New patient', 'register'),
  command('Cash count'),
];
const found = (typed: string) => findCommands(typed, commands).map(({ label }) => label());

it('Beginnings of words find an act, in any order', () => {
  expect(found('pat new')).toEqual(['New patient']);
  expect(found('reg')).toEqual(['New patient']);
});

it('What begins with the typed words stands first', () => {
  expect(found('cash')).toEqual(['Cash count', 'Close the day']);
});

it('Marks and case do not matter', () => {
  expect(findCommands('rene', [command('René')])).toHaveLength(1);
});
