import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Printer, printing } from '#platform/shared/print-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import type { Paper } from './paper.ts';
import { queueSlip } from './queue-slip.ts';
import { servePaper } from './serve-paper.ts';
import { keepPaper } from './store.ts';
import { letter, needReaders, pagesOf, siti } from './testing.ts';

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

async function station(printer: Printer): Promise<string> {
  const name = `Loket ${globalThis.crypto.randomUUID().slice(0, 8)}`;
  const saved = await clinic
    .as('manager')
    .call(printing, 'saveStation', { name, printers: { thermal80: printer } });
  return saved.stationId;
}

/** A printer on loopback that keeps what it is sent. */
async function printerOnPort() {
  const received: Buffer[] = [];
  const ended = Promise.withResolvers<Buffer>();
  const server = createServer((socket) => {
    socket.on('data', (part) => received.push(part));
    socket.on('end', () => ended.resolve(Buffer.concat(received)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const off = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const printer: Printer = {
    kind: 'raw',
    host: '127.0.0.1',
    port,
    speaks: 'escpos',
    codePage: 'windows1252',
  };
  return { printer, received: ended.promise, off };
}

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

  test('sends a queue slip to the printer of the station as ESC/POS', async () => {
    const device = await printerOnPort();
    const paperId = await keep(slip());
    const printed = await clinic
      .as('frontDesk')
      .call(printing, 'printPaper', { paperId, station: await station(device.printer) });
    expect(printed).toMatchObject({ copyNumber: 1, delivery: 'printer' });
    const bytes = (await device.received).toString('latin1');
    expect(bytes.startsWith('\u001b@')).toBe(true);
    expect(bytes).toContain('Klinik A');
    expect(bytes).toContain('A-017\n');
    expect(bytes).not.toMatch(/Siti|RM/);
    await device.off();
  });

  test('does not wait for a dead printer, keeps the paper and counts nothing', async () => {
    const device = await printerOnPort();
    const [paperId, at] = [await keep(slip()), await station(device.printer)];
    await device.off();
    const printed = await clinic.as('frontDesk').call(printing, 'printPaper', { paperId, station: at });
    expect(printed).toEqual({
      copyNumber: 0,
      url: `/api/print/${paperId}.pdf?copy=0`,
      delivery: 'noAnswer',
      advice: 'Printer tidak menjawab; dokumen tetap tersimpan. Cetak lagi atau buka pratinjau.',
    });
    expect(await clinic.as('frontDesk').call(printing, 'printPaper', { paperId })).toMatchObject({
      copyNumber: 1,
    });
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
