import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PaperUse, type Printer, printing } from '#platform/shared/print-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import type { Paper } from './paper.ts';
import { queueSlip } from './queue-slip.ts';
import { servePaper } from './serve-paper.ts';
import { keepPaper } from './store.ts';
import { letter, needReaders, pagesOf, siti } from './testing.ts';
import { readEscpos, rowsOf } from './testing/escpos-reader.ts';
import { openLoopbackPrinter } from './testing/loopback-printer.ts';
import { readZpl } from './testing/zpl-reader.ts';

let clinic: TestClinic;
beforeAll(async () => {
  needReaders('pdftotext');
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

const slip = () =>
  queueSlip({ number: 'A-017', takenAt: '2026-03-09T02:00:00Z', zone: 'Asia/Jakarta', language: 'id' });

function keep(paper: Paper, subject = 'Encounter/1', patientId?: string): Promise<string> {
  return clinic.inside((ctx) => keepPaper(ctx, paper, { subject, ...(patientId && { patientId }) }));
}

async function words(paperId: string, copy: number): Promise<string> {
  const { bytes } = await clinic.inside((ctx) => servePaper(ctx, paperId, copy));
  return pagesOf(bytes).join();
}

async function station(printer: Printer, use: PaperUse = 'slip'): Promise<string> {
  const name = `Loket ${globalThis.crypto.randomUUID().slice(0, 8)}`;
  const saved = await clinic
    .as('manager')
    .call(printing, 'saveStation', { name, printers: { [use]: printer } });
  return saved.stationId;
}

const escposAt = ({ host, port }: { host: string; port: number }): Printer => ({
  ...{ kind: 'escpos', host, port, widthMm: 80, codePage: 'windows1252' },
});

describe('print.printPaper', () => {
  test('prints the original once, and every later printing is a numbered copy', async () => {
    const paperId = await keep(letter({ size: 'A5' }));
    const frontDesk = clinic.as('frontDesk');
    expect(await words(paperId, 0)).toContain('PRATINJAU');
    expect(await frontDesk.call(printing, 'printPaper', { paperId })).toEqual({
      copyNumber: 1,
      url: `/api/print/${paperId}.pdf?copy=1`,
      delivery: 'browser',
    });
    expect(await words(paperId, 1)).not.toMatch(/SALINAN|PRATINJAU/);
    expect(await frontDesk.call(printing, 'printPaper', { paperId })).toMatchObject({ copyNumber: 2 });
    expect(await words(paperId, 2)).toContain('SALINAN – cetakan ke-2');
  });

  test('gives no second unmarked original to who opens the first address once more', async () => {
    const paperId = await keep(letter());
    await clinic.as('frontDesk').call(printing, 'printPaper', { paperId });
    await clinic.as('frontDesk').call(printing, 'printPaper', { paperId });
    expect(await words(paperId, 1)).toContain('SALINAN');
  });

  test('counts a retried call once', async () => {
    const paperId = await keep(letter());
    const once = { key: `retry-${paperId}` };
    await clinic.as('frontDesk').call(printing, 'printPaper', { paperId }, once);
    expect(await clinic.as('frontDesk').call(printing, 'printPaper', { paperId }, once)).toMatchObject({
      copyNumber: 1,
    });
    expect(await words(paperId, 1)).not.toContain('SALINAN');
  });

  test('gives printings at the same moment different numbers', async () => {
    const paperId = await keep(letter());
    const calls = Array.from({ length: 6 }, () =>
      clinic.as('frontDesk').call(printing, 'printPaper', { paperId }),
    );
    const numbers = (await Promise.all(calls)).map((printed) => printed.copyNumber);
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('sends a queue slip to the printer of the station as ESC/POS, and nothing of the patient', async () => {
    const device = await openLoopbackPrinter('escpos');
    const paperId = await keep(slip());
    const at = await station(escposAt(device));
    const came = device.nextPaper();
    const printed = await clinic.as('frontDesk').call(printing, 'printPaper', { paperId, station: at });
    expect(printed).toMatchObject({ copyNumber: 1, delivery: 'printed' });
    expect(printed.printedOn).toMatch(/^Loket .* \(127\.0\.0\.1\)$/);
    const rows = rowsOf(readEscpos(await came, 48));
    expect(rows).toContain('Klinik A');
    expect(rows).toContain('A-017');
    expect(rows.join()).not.toMatch(/Siti|RM/);
    await device.off();
  });

  test.each([
    ['that is off', 'off', 'refused', 'Printer menolak sambungan'],
    ['without paper', 'paperOut', 'paperOut', 'Kertas printer habis.'],
    ['with an open cover', 'coverOpen', 'coverOpen', 'Penutup printer terbuka.'],
  ] as const)(
    'a printer %s gets nothing, the paper is kept and nothing counted',
    async (_, mood, trouble, said) => {
      const device = await openLoopbackPrinter('escpos');
      const [paperId, at] = [await keep(slip()), await station(escposAt(device))];
      if (mood === 'off') await device.off();
      else device.mood = mood;
      const frontDesk = clinic.as('frontDesk');
      const failed = await frontDesk.call(printing, 'printPaper', { paperId, station: at });
      expect(failed).toMatchObject({ copyNumber: 0, url: `/api/print/${paperId}.pdf?copy=0` });
      expect(failed).toMatchObject({ delivery: 'failed', trouble });
      expect(failed.advice).toContain(said);
      expect(failed.advice).toContain('Cetak lagi, atau buka PDF.');
      expect(device.papers).toEqual([]);
      // put right, the same paper is the original
      if (mood === 'off') await device.on();
      device.mood = 'ready';
      const again = await frontDesk.call(printing, 'printPaper', { paperId, station: at });
      expect(again).toMatchObject({ copyNumber: 1, delivery: 'printed' });
      await device.off();
    },
  );

  const copyWords = 'SALINAN – cetakan ke-2';
  test('a printer that has begun and says no more leaves the next printing a copy', async () => {
    const device = await openLoopbackPrinter('escpos');
    device.mood = 'paperOutWhilePrinting';
    const [paperId, at] = [await keep(slip()), await station(escposAt(device))];
    const frontDesk = clinic.as('frontDesk');
    const first = await frontDesk.call(printing, 'printPaper', { paperId, station: at }, { language: 'en' });
    expect(first).toMatchObject({ copyNumber: 1, delivery: 'unclear', trouble: 'paperOut' });
    expect(first.advice).toBe(
      'The printer has no paper. Look at the printer: the paper may be out. It is kept; if you print again, it is marked as a copy.',
    );
    device.mood = 'ready';
    const second = await frontDesk.call(printing, 'printPaper', { paperId, station: at });
    expect(second).toMatchObject({ copyNumber: 2, delivery: 'printed' });
    // the first may come out of the printer after it was given up
    const copies = () => device.papers.filter((one) => rowsOf(readEscpos(one, 48)).includes(copyWords));
    await expect.poll(() => copies().length).toBe(1);
    await device.off();
  });

  test('the same call, retried, prints once: the printer is not spoken to again', async () => {
    const device = await openLoopbackPrinter('escpos');
    const [paperId, at] = [await keep(slip()), await station(escposAt(device))];
    const once = { key: `retry-${paperId}` };
    const print = () => clinic.as('frontDesk').call(printing, 'printPaper', { paperId, station: at }, once);
    const [first, beside] = await Promise.all([print(), print()]);
    expect([first.copyNumber, beside.copyNumber]).toEqual([1, 1]);
    expect(await print()).toMatchObject({ copyNumber: 1, delivery: 'printed' });
    expect(device.papers).toHaveLength(1);
    await device.off();
  });

  test('a failure stands in the audit trail with what was the matter', async () => {
    const device = await openLoopbackPrinter('escpos');
    await device.off();
    const paperId = await keep(slip(), 'Encounter/5', 'patient-8');
    await clinic
      .as('frontDesk')
      .call(printing, 'printPaper', { paperId, station: await station(escposAt(device)) });
    const rows = await clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .selectAll()
        .where('event', '=', 'print.printerFailed')
        .where('patient_id', '=', 'patient-8')
        .execute(),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows[0])).toContain('refused');
  });

  test('a name that leads out of the clinic’s network is not spoken to', async () => {
    const paperId = await keep(slip());
    const at = await station({
      ...escposAt({ host: '127.0.0.1', port: 9100 }),
      host: 'ip6-localhost-of-nobody',
    } as Printer);
    const failed = await clinic.as('frontDesk').call(printing, 'printPaper', { paperId, station: at });
    expect(failed).toMatchObject({ delivery: 'failed', trouble: 'unreachable' });
  });

  test('a receipt made for A5 comes out of a roll of 58 mm with its sums at the right edge', async () => {
    const device = await openLoopbackPrinter('escpos');
    const table = { table: { body: [['Konsultasi dokter', { text: 'Rp150.000', bold: true }]] } };
    const paperId = await keep(
      letter({ kind: 'bookkeeping.receipt', use: 'receipt', size: 'A5', body: table }),
    );
    const at = await station({ ...escposAt(device), widthMm: 58 } as Printer, 'receipt');
    const came = device.nextPaper();
    await clinic.as('frontDesk').call(printing, 'printPaper', { paperId, station: at });
    expect(rowsOf(readEscpos(await came, 32))).toContain('Konsultasi dokter      Rp150.000');
    await device.off();
  });

  test('a label goes to the label printer as ZPL', async () => {
    const device = await openLoopbackPrinter('zpl');
    const { host, port } = device;
    const zpl: Printer = { kind: 'zpl', host, port, widthMm: 50, heightMm: 25, dotsPerInch: 203 };
    const paperId = await keep(letter({ kind: 'specimens.tube', size: 'label50x25', body: 'EDTA ungu' }));
    const came = device.nextPaper();
    const printed = await clinic
      .as('frontDesk')
      .call(printing, 'printPaper', { paperId, station: await station(zpl, 'label') });
    expect(printed).toMatchObject({ delivery: 'printed' });
    const [label] = readZpl(await came);
    expect(label?.fields.map((one) => one.text)).toContain('EDTA ungu');
    await device.off();
  });

  test('leaves a row in the audit trail with the patient and the number of the copy', async () => {
    const paperId = await keep(letter(), 'Encounter/2', 'patient-7');
    await clinic.as('frontDesk').call(printing, 'printPaper', { paperId });
    const rows = await clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .selectAll()
        .where('event', '=', 'print.paperPrinted')
        .where('patient_id', '=', 'patient-7')
        .execute(),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows[0])).toContain(paperId);
    expect(JSON.stringify(rows[0])).not.toContain(siti.name);
  });

  test('knows neither an absent paper, nor another clinic’s, nor an absent station', async () => {
    const absent = globalThis.crypto.randomUUID();
    const paperId = await keep(letter());
    const frontDesk = clinic.as('frontDesk');
    const foreign = clinic.other.as('frontDesk').call(printing, 'printPaper', { paperId });
    expect(await clinic.other.refused(foreign)).toMatchObject({ status: 404, code: 'platform.notFound' });
    const none = frontDesk.call(printing, 'printPaper', { paperId: absent });
    expect(await clinic.refused(none)).toMatchObject({ status: 404, code: 'platform.notFound' });
    const nowhere = frontDesk.call(printing, 'printPaper', { paperId, station: absent });
    expect(await clinic.refused(nowhere)).toMatchObject({ status: 404, code: 'print.stationNotFound' });
  });
});

describe('print.papersOf', () => {
  test('lists the papers of a subject, newest first, with how often each was printed', async () => {
    const first = await keep(letter(), 'Invoice/9');
    clinic.clock.advance(1);
    const second = await keep(letter({ title: 'Kuitansi', number: 'KW-1', size: 'A5' }), 'Invoice/9');
    await clinic.as('frontDesk').call(printing, 'printPaper', { paperId: first });
    const { papers } = await clinic.as('frontDesk').call(printing, 'papersOf', { subject: 'Invoice/9' });
    expect(papers.map((paper) => [paper.paperId, paper.title, paper.printedCount])).toEqual([
      [second, 'Kuitansi', 0],
      [first, 'Surat rujukan', 1],
    ]);
  });
});

test('A queue slip that is kept does not keep whom it was for', async () => {
  const paperId = await keep({ ...slip(), patient: siti });
  const row = await clinic.inside((ctx) =>
    ctx.db.selectFrom('print_paper').select('content').where('id', '=', paperId).executeTakeFirstOrThrow(),
  );
  expect(JSON.stringify(row)).not.toContain('Siti');
});
