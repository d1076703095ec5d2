import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUuid, uuidv7 } from './ids.ts';

describe('uuidv7', () => {
  test('writes the example of RFC 9562 appendix A.6', () => {
    const tail = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(0x017f22e279b0, () => tail)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('is always a version 7 id that sorts by its millisecond', () => {
    const millis = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(millis, millis, (first, second) => {
        const [a, b] = [uuidv7(first), uuidv7(second)];
        expect(isUuid(a)).toBe(true);
        expect(a[14]).toBe('7');
        if (first < second) expect(a < b).toBe(true);
      }),
    );
  });

  test('keeps the order in which the ids of one millisecond were made', () => {
    const many = Array.from({ length: 5000 }, () => uuidv7(1_772_600_000_000));
    expect([...many].sort()).toEqual(many);
    expect(new Set(many).size).toBe(5000);
    for (const id of many) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  test('keeps that order where ids of other milliseconds are made in between', () => {
    const ids: string[] = [];
    for (let at = 0; at < 200; at += 1) {
      ids.push(uuidv7(1_772_600_000_000));
      uuidv7(1_772_600_000_001 + at);
    }
    expect([...ids].sort()).toEqual(ids);
  });

  test('starts anew where 74 bits are full', () => {
    const full = () => new Uint8Array(10).fill(0xff);
    expect(uuidv7(1, full)).toBe('00000000-0001-7fff-bfff-ffffffffffff');
    expect(uuidv7(1, full)).toBe('00000000-0001-7fff-bfff-ffffffffffff');
  });

  test('refuses a time that does not fit', () => {
    expect(() => uuidv7(-1)).toThrow(RangeError);
    expect(() => uuidv7(2 ** 48)).toThrow(RangeError);
    expect(() => uuidv7(1.5)).toThrow(RangeError);
  });
});

test('isUuid takes nothing but lower-case UUIDs', () => {
  expect(isUuid('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(false);
  expect(isUuid('017f22e279b07cc398c4dc0c0c07398f')).toBe(false);
  expect(isUuid(7)).toBe(false);
});
