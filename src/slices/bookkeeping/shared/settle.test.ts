import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyToJson, parseMoney } from '#platform/shared/money.ts';
import { lineAmount } from './charges.ts';
import { settle } from './settle.ts';

describe('settling a debt', () => {
  it('takes Rp150.000 typed as 150.000 in either language for a hundred and fifty thousand', () => {
    for (const locale of ['id-ID', 'en-US'] as const) {
      const entry = parseMoney('Rp150.000', 'IDR', locale);
      expect(entry.ok && moneyToJson(entry.money)).toEqual({ minor: '150000', currency: 'IDR' });
    }
  });

  it('gives Rp65.000 back of Rp300.000 for Rp150.000 and Rp85.000', () => {
    const owed = lineAmount(150_000n, '1', 'patient') + lineAmount(85_000n, '1', 'patient');
    expect(settle(owed, [{ method: 'cash', minor: 300_000n }], 100n)).toMatchObject({
      changeMinor: 65_000n,
      leftMinor: 0n,
    });
  });

  it('never loses or makes money, whatever is offered', () => {
    const minor = fc.bigInt({ min: 0n, max: 5_000_000n });
    const offer = fc.record({
      method: fc.constantFrom('cash', 'card', 'qris', 'transfer', 'deposit'),
      minor,
    });
    fc.assert(
      fc.property(
        minor,
        fc.array(offer, { maxLength: 5 }),
        fc.constantFrom(1n, 100n),
        (owed, offered, step) => {
          const done = settle(owed, offered, step);
          if (done === 'moreThanOwed') return;
          const received = done.received.reduce((sum, one) => sum + one.minor, 0n);
          const handed = offered.reduce((sum, one) => sum + one.minor, 0n);
          expect(received + done.depositMinor + done.changeMinor).toBe(handed);
          expect(done.settledMinor + done.depositMinor + done.leftMinor).toBe(owed);
          expect(received - done.settledMinor).toBe(done.roundingMinor);
          expect(done.changeMinor >= 0n && done.leftMinor >= 0n).toBe(true);
        },
      ),
    );
  });
});
