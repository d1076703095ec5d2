import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderAsked, orderSaid, readDate, tallyDate } from './dates.ts';

describe('reading dates of other systems', () => {
  it.each([
    ['1988-05-05', undefined, '1988-05-05'],
    ['1988-05-05 00:00:00', undefined, '1988-05-05'],
    ['1988-05-05T00:00:00.000Z', undefined, '1988-05-05'],
    ['1988/5/7', undefined, '1988-05-07'],
    ['5/5/1988', undefined, '1988-05-05'],
    ['03/04/2026', 'dmy', '2026-04-03'],
    ['03/04/2026', 'mdy', '2026-03-04'],
    ['31.12.1988', 'dmy', '1988-12-31'],
    ['5 Mei 1988', undefined, '1988-05-05'],
    ['17 Agustus 1945', undefined, '1945-08-17'],
    ['9-Nop-1971', undefined, '1971-11-09'],
    ['May 5, 1988', undefined, '1988-05-05'],
    ['28 Feb 2000', undefined, '2000-02-28'],
    // an unknown day is left out, never 01
    ['1988', undefined, '1988'],
    ['05/1988', undefined, '1988-05'],
    ['1988-05', undefined, '1988-05'],
    ['Desember 1988', undefined, '1988-12'],
  ] as const)('%s with order %s is %s', (text, order, date) => {
    expect(readDate(text, order)).toEqual({ date });
  });

  it.each([
    ['03/04/2026', undefined, 'dateOrder'],
    ['31/12/88', 'dmy', 'dateTwoDigits'],
    ['31/12/1988', 'mdy', 'dateNone'],
    ['29/02/2023', 'dmy', 'dateNone'],
    ['1988-13', undefined, 'dateNone'],
    ['yesterday', undefined, 'dateForm'],
    ['1988-05-05 14:30', undefined, 'dateForm'],
    ['12/2026/1', 'dmy', 'dateForm'],
  ] as const)('%s with order %s is refused as %s', (text, order, problem) => {
    expect(readDate(text, order)).toEqual({ problem });
  });

  it('reads any day back that was written in any form', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), (when, mark) => {
        const [date = ''] = when.toISOString().split('T');
        const [y = '', m = '', d = ''] = date.split('-');
        expect(readDate([y, m, d].join(mark), undefined)).toEqual({ date });
        expect(readDate([d, m, y].join(mark), 'dmy')).toEqual({ date });
        expect(readDate([Number(m), Number(d), y].join(mark), 'mdy')).toEqual({ date });
        for (const locale of ['en-US', 'id-ID']) {
          const words = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(when);
          expect(readDate(words, undefined)).toEqual({ date });
        }
      }),
    );
  });

  it('asks for the order of a column unless its own values say it, and never guesses', () => {
    const of = (...values: string[]) => {
      const tally = { dmyOnly: 0, mdyOnly: 0, either: 0 };
      for (const value of values) tallyDate(tally, value);
      return [orderSaid(tally), orderAsked(tally)];
    };
    expect(of('03/04/2026', '05/06/2026')).toEqual([undefined, true]);
    expect(of('03/04/2026', '25/06/2026')).toEqual(['dmy', false]);
    expect(of('03/04/2026', '06/25/2026')).toEqual(['mdy', false]);
    expect(of('25/04/2026', '04/25/2026')).toEqual([undefined, true]);
    expect(of('2026-04-03', '5 Mei 1988', '1988', '05/05/1988')).toEqual([undefined, false]);
  });
});
