import { expect, it } from 'vitest';
import { valueAt, withValueAt, withoutBlanks } from './paths.ts';

const values = { reason: 'cough', lines: [{ fee: '1' }, { fee: '2' }] };

it('A value is read and replaced by its dotted path, and nothing else changes', () => {
  expect(valueAt(values, 'lines.1.fee')).toBe('2');
  expect(valueAt(values, 'lines.7.fee')).toBeUndefined();
  const changed = withValueAt(values, 'lines.1.fee', '5');
  expect(changed).toEqual({ reason: 'cough', lines: [{ fee: '1' }, { fee: '5' }] });
  expect(changed.lines[0]).toBe(values.lines[0]);
  expect(values.lines[1]?.fee).toBe('2');
});

it('A group that is not there yet is made', () => {
  expect(withValueAt({}, 'address.city', 'Bogor')).toEqual({ address: { city: 'Bogor' } });
});

it('Blank text is left out of what is sent; an empty list, zero and no are said', () => {
  expect(withoutBlanks({ a: '', b: null, c: [], d: 0, e: false, f: { g: '', h: 'x' } })).toEqual({
    c: [],
    d: 0,
    e: false,
    f: { h: 'x' },
  });
});
