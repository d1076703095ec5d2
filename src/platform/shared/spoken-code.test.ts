import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareCode, spokenCode } from './spoken-code.ts';

test('a code has its signs in groups, none of them easily taken for another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      expect(spokenCode(bytes, 16, 4)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    }),
  );
});

test('different bytes give different codes', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 2n ** 50n - 1n }),
      fc.bigInt({ min: 0n, max: 2n ** 50n - 1n }),
      (a, b) => {
        const bytes = (value: bigint) =>
          Uint8Array.from({ length: 7 }, (_, at) => Number((value >> BigInt(8 * (6 - at))) & 255n));
        expect(spokenCode(bytes(a), 10, 5) === spokenCode(bytes(b), 10, 5)).toBe(a === b);
      },
    ),
  );
});

test('a code is the same however it was typed', () => {
  expect(bareCode(' o1il-abcde ')).toBe('0111ABCDE');
  expect(() => spokenCode(new Uint8Array(5), 10, 5)).toThrow(RangeError);
});
