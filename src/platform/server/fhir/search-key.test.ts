import { expect, it } from 'vitest';
import { resourceTypes } from './definitions.ts';
import { searchKey } from './search-key.ts';
import { parametersOf } from './search-parameters.ts';

it('no two parameters of any type stand under one number', () => {
  const names = resourceTypes().flatMap((type) =>
    [...parametersOf(type).keys()].flatMap((param) => [
      [type, param],
      [type, `${param}:text`],
    ]),
  ) as [string, string][];
  expect(names.length).toBeGreaterThan(3_000);
  expect(new Set(names.map(([type, param]) => searchKey(type, param))).size).toBe(names.length);
});

it('is the same in every release', () => {
  expect(searchKey('Observation', 'code')).toBe('5925023861502693514');
  expect(searchKey('Patient', 'name:text')).toBe('238765464968694177');
});
