import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';
import { amountInWords, englishWords, terbilang } from './terbilang.ts';

describe('terbilang', () => {
  test.each([
    [0n, 'nol'],
    [1n, 'satu'],
    [10n, 'sepuluh'],
    [11n, 'sebelas'],
    [12n, 'dua belas'],
    [19n, 'sembilan belas'],
    [20n, 'dua puluh'],
    [21n, 'dua puluh satu'],
    [100n, 'seratus'],
    [101n, 'seratus satu'],
    [111n, 'seratus sebelas'],
    [999n, 'sembilan ratus sembilan puluh sembilan'],
    [1_000n, 'seribu'],
    [1_001n, 'seribu satu'],
    [1_100n, 'seribu seratus'],
    [2_000n, 'dua ribu'],
    [11_000n, 'sebelas ribu'],
    [21_000n, 'dua puluh satu ribu'],
    [100_000n, 'seratus ribu'],
    [101_000n, 'seratus satu ribu'],
    [1_000_000n, 'satu juta'],
    [1_001_000n, 'satu juta seribu'],
    [1_250_000n, 'satu juta dua ratus lima puluh ribu'],
    [1_000_000_000n, 'satu miliar'],
    [1_000_000_000_000n, 'satu triliun'],
    [2_000_000_000_000_001n, 'dua kuadriliun satu'],
    [-5_000n, 'minus lima ribu'],
  ])('%s is "%s"', (value, words) => {
    expect(terbilang(value)).toBe(words);
  });

  test('no two numbers have the same words, and no word is glued or doubled by a blank', () => {
    const numbers = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n });
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        expect(terbilang(first)).toMatch(/^[a-z]+( [a-z]+)*$/);
        expect(englishWords(first)).toMatch(/^[a-z]+([ -][a-z]+)*$/);
        if (first !== second) expect(terbilang(first)).not.toBe(terbilang(second));
      }),
    );
  });

  test('ends at 10^18', () => {
    expect(() => terbilang(10n ** 18n)).toThrow(RangeError);
    expect(() => englishWords(-(10n ** 18n))).toThrow(RangeError);
  });
});

test.each([
  [1_250_000n, 'IDR', 'id', 'satu juta dua ratus lima puluh ribu rupiah'],
  [0n, 'IDR', 'id', 'nol rupiah'],
  [1_250_000n, 'IDR', 'en', 'one million two hundred fifty thousand rupiah'],
  [125_050n, 'USD', 'en', 'one thousand two hundred fifty dollars and 50/100'],
  [125_050n, 'USD', 'id', 'seribu dua ratus lima puluh dolar Amerika Serikat lima puluh sen'],
  [12_500n, 'USD', 'id', 'seratus dua puluh lima dolar Amerika Serikat'],
  [105n, 'USD', 'en', 'one dollar and 05/100'],
  [-3_400n, 'USD', 'en', 'minus thirty-four dollars and 00/100'],
] as const)('%s minor units of %s in %s are "%s"', (minor, currency, language, words) => {
  expect(amountInWords(money(minor, currency), language)).toBe(words);
});
