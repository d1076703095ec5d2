import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from './languages.ts';
import {
  add,
  allocate,
  compare,
  formatMoney,
  MoneyError,
  money,
  moneyFromJson,
  moneyToJson,
  multiply,
  negate,
  parseMoney,
  roundCash,
  subtract,
  sum,
} from './money.ts';

const idr = (minor: bigint) => money(minor, 'IDR');
const usd = (minor: bigint) => money(minor, 'USD');
const amounts = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const currencies = fc.constantFrom('IDR', 'USD', 'JPY', 'KWD', 'EUR');
const locales = fc.constantFrom<Locale>('en-US', 'id-ID');

describe('A7.5: rupiah add up and give change', () => {
  test('Rp150.000 + Rp85.000 = Rp235.000; cash Rp300.000 → change Rp65.000', () => {
    const read = (text: string) => {
      const entry = parseMoney(text, 'IDR', 'id-ID');
      if (!entry.ok) throw new Error(entry.code);
      return entry.money;
    };
    const due = add(read('Rp150.000'), read('Rp85.000'));
    expect(formatMoney(due, 'id-ID')).toBe('Rp235.000');
    expect(formatMoney(subtract(read('Rp300.000'), due), 'id-ID')).toBe('Rp65.000');
  });
});

describe('arithmetic', () => {
  test('never mixes currencies', () => {
    expect(() => add(idr(1n), usd(1n))).toThrow(MoneyError);
    expect(() => subtract(idr(1n), usd(1n))).toThrow(MoneyError);
    expect(() => compare(idr(1n), usd(1n))).toThrow(MoneyError);
    expect(() => sum([idr(1n), usd(1n)], 'IDR')).toThrow(MoneyError);
  });

  test.each([
    [25n, 'halfUp', 3n],
    [25n, 'halfEven', 2n],
    [35n, 'halfEven', 4n],
    [-25n, 'halfUp', -3n],
    [-25n, 'halfEven', -2n],
    [26n, 'halfEven', 3n],
    [24n, 'halfUp', 2n],
  ] as const)('a tenth of %s %s is %s', (minor, rounding, expected) => {
    expect(multiply(usd(minor), { numerator: 1n, denominator: 10n }, rounding).minor).toBe(expected);
  });

  test('a ratio with a negative denominator keeps its sign, and zero is refused', () => {
    expect(multiply(usd(10n), { numerator: 1n, denominator: -4n }, 'halfUp').minor).toBe(-3n);
    expect(() => multiply(usd(1n), { numerator: 1n, denominator: 0n }, 'halfUp')).toThrow(MoneyError);
  });

  test('allocation loses no unit and stays within one unit of the exact share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((weight) => weight > 0n));
    fc.assert(
      fc.property(amounts, weights, (minor, list) => {
        const parts = allocate(idr(minor), list);
        expect(sum(parts, 'IDR').minor).toBe(minor);
        const whole = list.reduce((total, weight) => total + weight, 0n);
        parts.forEach((part, index) => {
          const offBy = part.minor * whole - minor * (list[index] ?? 0n);
          expect(offBy < whole && offBy > -whole).toBe(true);
        });
      }),
    );
  });

  test('ten dollars in three parts: the first part gets the cent', () => {
    expect(allocate(usd(1000n), [1n, 1n, 1n]).map(({ minor }) => minor)).toEqual([334n, 333n, 333n]);
    expect(() => allocate(usd(1000n), [])).toThrow(MoneyError);
    expect(() => allocate(usd(1000n), [2n, -1n])).toThrow(MoneyError);
  });

  test('the till rounds to its smallest coin and names the difference', () => {
    expect(roundCash(idr(12_350n), 100n)).toEqual({ rounded: idr(12_400n), difference: idr(50n) });
    expect(roundCash(idr(12_349n), 100n)).toEqual({ rounded: idr(12_300n), difference: idr(-49n) });
    expect(roundCash(negate(idr(12_350n)), 100n).rounded).toEqual(idr(-12_400n));
    expect(() => roundCash(idr(1n), 0n)).toThrow(MoneyError);
  });
});

describe('formatMoney', () => {
  test.each([
    [idr(1_250_000n), 'Rp1.250.000'],
    [idr(0n), 'Rp0'],
    [idr(-500n), '-Rp500'],
    [usd(125_000n), '$1,250.00'],
    [usd(5n), '$0.05'],
    [usd(-100_000_000n), '-$1,000,000.00'],
  ])('writes %o as %s in both languages', (amount, text) => {
    expect(formatMoney(amount, 'id-ID')).toBe(text);
    expect(formatMoney(amount, 'en-US')).toBe(text);
  });

  test('other currencies carry their code and follow the reader', () => {
    expect(formatMoney(money(125_050n, 'EUR'), 'id-ID')).toBe('EUR 1.250,50');
    expect(formatMoney(money(125_050n, 'EUR'), 'en-US')).toBe('EUR 1,250.50');
    expect(formatMoney(money(1_250n, 'JPY'), 'en-US')).toBe('JPY 1,250');
  });
});

describe('parseMoney', () => {
  test.each([
    ['150.000', 'IDR', 'id-ID', 150_000n],
    ['150.000', 'IDR', 'en-US', 150_000n],
    ['150,000', 'IDR', 'en-US', 150_000n],
    ['Rp 1.250.000', 'IDR', 'id-ID', 1_250_000n],
    ['Rp. 1.250.000,00', 'IDR', 'id-ID', 1_250_000n],
    ['1250000', 'IDR', 'id-ID', 1_250_000n],
    ['IDR 5000', 'IDR', 'en-US', 5_000n],
    ['-Rp500', 'IDR', 'id-ID', -500n],
    ['150,00', 'IDR', 'id-ID', 150n],
    ['$1,250.00', 'USD', 'en-US', 125_000n],
    ['1,250', 'USD', 'en-US', 125_000n],
    ['1.25', 'USD', 'en-US', 125n],
    ['1,25', 'USD', 'id-ID', 125n],
    ['1.25', 'USD', 'id-ID', 125n],
    ['1.250,00', 'USD', 'id-ID', 125_000n],
    ['1,250.00', 'USD', 'id-ID', 125_000n],
    ['.5', 'USD', 'en-US', 50n],
    ['12.5 USD', 'USD', 'en-US', 1_250n],
  ] as const)('reads %s %s on a %s screen', (text, currency, locale, minor) => {
    expect(parseMoney(text, currency, locale)).toEqual({ ok: true, money: money(minor, currency) });
  });

  test.each([
    ['1.250', 'USD', 'id-ID', 'ambiguous'],
    ['1,250', 'USD', 'id-ID', 'ambiguous'],
    ['1.250', 'USD', 'en-US', 'ambiguous'],
    ['150,000', 'IDR', 'id-ID', 'ambiguous'],
    ['1,25', 'USD', 'en-US', 'badGrouping'],
    ['150.00', 'IDR', 'id-ID', 'badGrouping'],
    ['1500.000', 'IDR', 'id-ID', 'badGrouping'],
    ['1.25.000', 'IDR', 'id-ID', 'badGrouping'],
    ['1,250.000,00', 'USD', 'en-US', 'badGrouping'],
    ['150,50', 'IDR', 'id-ID', 'tooManyDecimals'],
    ['1.255', 'USD', 'en-US', 'ambiguous'],
    ['0.255', 'USD', 'en-US', 'tooManyDecimals'],
    ['', 'IDR', 'id-ID', 'empty'],
    ['Rp', 'IDR', 'id-ID', 'empty'],
    ['seratus', 'IDR', 'id-ID', 'notANumber'],
    ['1 250', 'IDR', 'id-ID', 'notANumber'],
    ['5.', 'USD', 'en-US', 'notANumber'],
    ['$5', 'IDR', 'id-ID', 'wrongCurrency'],
    ['Rp5.000', 'USD', 'en-US', 'wrongCurrency'],
    ['1234567890123456789', 'IDR', 'id-ID', 'tooLarge'],
  ] as const)('refuses %s %s on a %s screen: %s', (text, currency, locale, code) => {
    expect(parseMoney(text, currency, locale)).toEqual({ ok: false, code });
  });

  test('reads back every rupiah and dollar that formatMoney writes', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom('IDR', 'USD'), locales, (minor, currency, locale) => {
        const written = formatMoney(money(minor, currency), locale);
        expect(parseMoney(written, currency, locale)).toEqual({ ok: true, money: money(minor, currency) });
      }),
    );
  });

  test('answers anything that can be typed without throwing', () => {
    fc.assert(
      fc.property(fc.string(), currencies, locales, (text, currency, locale) => {
        expect(typeof parseMoney(text, currency, locale).ok).toBe('boolean');
      }),
    );
  });
});

test('JSON keeps amounts beyond 2^53', () => {
  fc.assert(
    fc.property(fc.bigInt(), currencies, (minor, currency) => {
      fc.pre(minor.toString().length <= 30);
      const travelled: unknown = JSON.parse(JSON.stringify(moneyToJson(money(minor, currency))));
      expect(moneyFromJson(travelled)).toEqual(money(minor, currency));
    }),
  );
  for (const bad of [
    null,
    5,
    { minor: 5, currency: 'IDR' },
    { minor: '5.0', currency: 'IDR' },
    { minor: '5', currency: 'rp' },
  ]) {
    expect(() => moneyFromJson(bad)).toThrow(MoneyError);
  }
});
