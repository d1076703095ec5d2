import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookkeeping } from '../contract.ts';
import { exportTables } from '../shared/words.ts';
import { openTill, type Till } from './testing/till.ts';

/** Of the clinic's own clock. */
const today = '2026-03-09';

let till: Till;
beforeAll(async () => {
  till = await openTill('ID');
  await till.openDrawer('frontDesk', 0);
  const patientId = await till.patient('=HYPERLINK("http://evil.example";"Budi")');
  await till.clinic.as('frontDesk').call(bookkeeping, 'takeDeposit', {
    patientId,
    amount: till.amount(50_000),
    payments: [{ method: 'transfer', amount: till.amount(50_000) }],
    purpose: 'deposit',
  });
});
afterAll(() => till.close());

const table = (name: (typeof exportTables)[number], language: 'en' | 'id' = 'id') =>
  till.clinic.as('bookkeeper').call(bookkeeping, 'exportTable', { table: name }, { language });

describe('a table of the books as a file', () => {
  it('has its heads in the language of the reader, and semicolons where commas stand in numbers', async () => {
    const [id, en] = [await table('trialBalance'), await table('trialBalance', 'en')];
    expect(id.csv).toMatch(/^\ufeffAkun;Nama akun;Debit;Kredit\r\n/);
    expect(en.csv).toMatch(/^\ufeffAccount,Account name,Debit,Credit\r\n/);
    expect([id.fileName, en.fileName]).toEqual([
      expect.stringMatching(/^neraca-saldo-\d{4}-\d\d-\d\d\.csv$/),
      expect.stringMatching(/^trial-balance-\d{4}-\d\d-\d\d\.csv$/),
    ]);
  });

  it('gives a name that is a formula out as text', async () => {
    const { csv } = await table('receipts');
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"";""Budi"")"`);
    expect(csv).toContain(';50000');
    expect(csv).not.toMatch(/[;\n]"?[=+@]/);
  });

  it('holds what the journal of the day holds', async () => {
    const { csv } = await table('journal');
    const { day, journals } = await till.clinic
      .as('bookkeeper')
      .call(bookkeeping, 'journalOfDay', { day: today });
    expect(csv.trim().split('\r\n')).toHaveLength(1 + journals.flatMap((one) => one.postings).length);
    expect(csv).toContain(day);
  });

  it('is for the manager and the bookkeeper, and each is written down with its day and its rows', async () => {
    for (const name of exportTables) {
      const asked = till.clinic.as('frontDesk').call(bookkeeping, 'exportTable', { table: name });
      expect(await till.clinic.refused(asked)).toMatchObject({ code: 'platform.notAllowed' });
    }
    await till.clinic.as('manager').call(bookkeeping, 'exportTable', { table: 'receipts' });
    const trail = await till.clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .select(['actor_name', 'subject', 'details'])
        .where('clinic_id', '=', ctx.clinic.id)
        .where('event', '=', 'bookkeeping.exported')
        .execute(),
    );
    expect(trail.at(-1)).toMatchObject({ subject: 'receipts', details: { day: today, rows: 1 } });
  });
});
