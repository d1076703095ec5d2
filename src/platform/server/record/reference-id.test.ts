import { expect, it } from 'vitest';
import { idOf } from './reference-id.ts';

it('tells the id of a reference of this record', () => {
  expect(idOf('Patient/1')).toBe('1');
  expect(idOf('Patient/a.b-C', 'Patient')).toBe('a.b-C');
  expect(idOf('Encounter/7/_history/3', 'Encounter')).toBe('7');
});

it('tells none of another type, of another record, and of what lies inside the resource', () => {
  expect(idOf('Group/1', 'Patient')).toBeUndefined();
  for (const one of [undefined, '', '#contained', 'https://other.test/Patient/1', 'urn:uuid:1', 'Patient/'])
    expect(idOf(one)).toBeUndefined();
});
