import { expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

it.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.30', '09:30'],
  ['09:30', '09:30'],
  ['1430', '14:30'],
  ['2 pm', '14:00'],
  ['2:15p', '14:15'],
  ['12 am', '00:00'],
  ['12pm', '12:00'],
  ['0', '00:00'],
])('%s is a time', (text, time) => {
  expect(parseTime(text)).toBe(time);
});

it.each(['', '24', '9.60', '13 pm', 'nine', '12345'])('"%s" is none', (text) => {
  expect(parseTime(text)).toBeUndefined();
});
