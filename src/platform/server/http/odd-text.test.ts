import { describe, expect, it } from 'vitest';
import type { Refusal } from '#platform/shared/errors.ts';
import { refuseOddText } from './odd-text.ts';

/** Places that are refused, none where nothing is. */
function placesOf(input: unknown): string[] {
  try {
    refuseOddText(input);
    return [];
  } catch (error) {
    return (error as Refusal).fields.map(({ path }) => path);
  }
}

const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe('input of any verb', () => {
  it('may hold whatever a person can type', () => {
    const typed = {
      name: 'Budi\t\r\n',
      note: '👩🏽‍⚕️ \u202e Ωß',
      list: [{ a: null, b: true, c: -1.5 }],
      on: '2026-02-28',
    };
    expect(placesOf(typed)).toEqual([]);
  });

  it('is refused at each text that cannot be kept', () => {
    const broken = { name: 'a\u0000', ok: 'b', lines: [{ note: '\ud800' }, { note: '\u001b@' }] };
    expect(placesOf(broken)).toEqual(['name', 'lines.0.note', 'lines.1.note']);
  });

  it('is refused at days and numbers that nothing here can reckon with', () => {
    const far = {
      born: '0000-01-01',
      when: '9999-12-31T23:59:59Z',
      version: 2_147_483_648,
      none: Number.POSITIVE_INFINITY,
    };
    expect(placesOf(far)).toEqual(['born', 'when', 'version', 'none']);
    expect(placesOf({ text: '0000-01-01 is no day', born: '1899-12-31' })).toEqual([]);
  });

  it('is refused where it goes deeper than any contract, however deep', () => {
    expect(placesOf({ a: deep(60) })).toEqual([]);
    expect(placesOf({ a: deep(80) })).toHaveLength(1);
    expect(placesOf({ a: deep(100_000) })).toHaveLength(1);
  });

  it('is refused at a name that would become a prototype', () => {
    expect(placesOf(JSON.parse('{"a":{"__proto__":{"admin":true}}}'))).toEqual(['a.__proto__']);
  });
});
