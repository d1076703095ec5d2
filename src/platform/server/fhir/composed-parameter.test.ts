import { expect, it } from 'vitest';
import { isComposed, sourcesOf } from './composed-parameter.ts';
import { resourceTypes } from './definitions.ts';
import { indexRows } from './search-index.ts';
import { parametersOf } from './search-parameters.ts';

it('only what has no path of its own stands under others, and those stand under themselves', () => {
  const composed = resourceTypes().flatMap((type) =>
    [...parametersOf(type).keys()]
      .filter((param) => isComposed(type, param))
      .map((param) => `${type}.${param}`),
  );
  expect(composed.toSorted()).toEqual([
    'Observation.combo-code',
    'Observation.combo-data-absent-reason',
    'Observation.combo-value-concept',
    'Observation.combo-value-quantity',
  ]);
  expect(sourcesOf('Observation', 'combo-code').toSorted()).toEqual(['code', 'component-code']);
  expect(sourcesOf('Observation', 'combo-code:text').toSorted()).toEqual([
    'code:text',
    'component-code:text',
  ]);
  expect(sourcesOf('Observation', 'code')).toEqual(['code']);
  expect(sourcesOf('Patient', 'combo-code')).toEqual(['combo-code']);
});

it('a composed parameter has no rows of its own', () => {
  const code = { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Pulse' }] };
  const rows = indexRows(
    {
      resourceType: 'Observation',
      status: 'final',
      code,
      component: [{ code, valueQuantity: { value: 1 } }],
    },
    'Asia/Jakarta',
  );
  const names = Object.values(rows).flatMap((own: { param: string }[]) => own.map(({ param }) => param));
  expect(names.filter((name) => name.startsWith('combo'))).toEqual([]);
  expect(names).toContain('component-code:text');
});
