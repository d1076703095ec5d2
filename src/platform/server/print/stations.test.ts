import { afterAll, beforeAll, expect, test } from 'vitest';
import { paperUses, type Printers, printing } from '#platform/shared/print-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

test('print.saveStation makes a station and changes it; print.stations lists them by name', async () => {
  const manager = clinic.as('manager');
  const { stationId } = await manager.call(printing, 'saveStation', { name: 'Loket 2', printers: {} });
  await manager.call(printing, 'saveStation', {
    name: 'Kasir',
    printers: { receipt: { kind: 'cups', queue: 'Kasir-A5' } },
  });
  const printers = { slip: { kind: 'escpos', host: '192.168.1.40' } } as const;
  await manager.call(printing, 'saveStation', { stationId, name: 'Loket 1', printers });
  const { stations } = await clinic.as('frontDesk').call(printing, 'stations', {});
  expect(stations.map((one) => one.name)).toEqual(['Kasir', 'Loket 1']);
  expect(stations[1]?.printers.slip).toEqual({
    ...printers.slip,
    port: 9100,
    widthMm: 80,
    codePage: 'windows1252',
  });
});

test('print.saveStation refuses a name that is taken and a station that is gone', async () => {
  const manager = clinic.as('manager');
  await manager.call(printing, 'saveStation', { name: 'Farmasi', printers: {} });
  const again = manager.call(printing, 'saveStation', { name: 'Farmasi', printers: {} });
  expect(await clinic.refused(again)).toMatchObject({ status: 409, code: 'print.stationNameTaken' });
  const stationId = globalThis.crypto.randomUUID();
  const gone = manager.call(printing, 'saveStation', { stationId, name: 'Gudang', printers: {} });
  expect(await clinic.refused(gone)).toMatchObject({ status: 404, code: 'print.stationNotFound' });
});

const escpos = (host: string, port = 9100) => ({ slip: { kind: 'escpos', host, port } });

test.each([
  [
    'a queue that would be an option of lp',
    { document: { kind: 'cups', queue: '-o raw' } },
    'document.queue',
  ],
  ['ESC/POS on a sheet', { document: { kind: 'escpos', host: '192.168.1.4' } }, 'document.kind'],
  ['ZPL on a roll', { slip: { kind: 'zpl', host: '192.168.1.4' } }, 'slip.kind'],
  ['a port that is no printer’s', escpos('192.168.1.4', 5432), 'slip.port'],
  ['a shell in place of a host', escpos('printer; rm -rf /'), 'slip.host'],
  ['an address of the internet', escpos('8.8.8.8'), 'slip.host'],
  ['the cloud’s metadata', escpos('169.254.169.254'), 'slip.host'],
  ['the metadata by name', escpos('metadata.google.internal'), 'slip.host'],
  ['a service of this machine', escpos('127.0.0.1', 6101), 'slip.host'],
  ['a label of no size', { label: { kind: 'zpl', host: '192.168.1.4', widthMm: 0 } }, 'label.widthMm'],
])('print.saveStation refuses %s and names the field', async (_, printers, field) => {
  const call = clinic
    .as('manager')
    .call(printing, 'saveStation', { name: 'Coba', printers: printers as Printers });
  const problem = await clinic.refused(call);
  expect(problem).toMatchObject({ status: 422 });
  expect(problem.fields?.map((one) => one.path)).toEqual([`printers.${field}`]);
  expect(problem.fields?.[0]?.words).not.toMatch(/_/);
  const { stations } = await clinic.as('frontDesk').call(printing, 'stations', {});
  expect(stations.map((one) => one.name)).not.toContain('Coba');
});

test('print.saveStation is for those who manage stations', async () => {
  const call = clinic.as('frontDesk').call(printing, 'saveStation', { name: 'Coba', printers: {} });
  expect(await clinic.refused(call)).toMatchObject({ status: 403 });
});

test('print.removeStation takes it away once; a desk that had chosen it is told', async () => {
  const manager = clinic.as('manager');
  const { stationId } = await manager.call(printing, 'saveStation', { name: 'Ruang 9', printers: {} });
  const mine = clinic.as('frontDesk').call(printing, 'removeStation', { stationId });
  expect(await clinic.refused(mine)).toMatchObject({ status: 403 });
  await manager.call(printing, 'removeStation', { stationId });
  const again = manager.call(printing, 'removeStation', { stationId });
  expect(await clinic.refused(again)).toMatchObject({ status: 404, code: 'print.stationNotFound' });
});

test.each(paperUses)(
  'print.makeTestPaper makes a %s that any desk can print and that names nobody',
  async (use) => {
    const { stationId } = await clinic
      .as('manager')
      .call(printing, 'saveStation', { name: `Meja ${use}`, printers: {} });
    const { paperId } = await clinic.as('frontDesk').call(printing, 'makeTestPaper', { stationId, use });
    const { papers } = await clinic
      .as('frontDesk')
      .call(printing, 'papersOf', { subject: `Station/${stationId}` });
    expect(papers).toMatchObject([{ paperId, title: 'Cetak uji', printedCount: 0 }]);
    const printed = await clinic
      .as('frontDesk')
      .call(printing, 'printPaper', { paperId, station: stationId });
    expect(printed.delivery).toBe('browser');
  },
);

test('print.makeTestPaper knows no station of another clinic', async () => {
  const { stationId } = await clinic
    .as('manager')
    .call(printing, 'saveStation', { name: 'Meja sendiri', printers: {} });
  const foreign = clinic.other.as('manager').call(printing, 'makeTestPaper', { stationId, use: 'slip' });
  expect(await clinic.other.refused(foreign)).toMatchObject({ status: 404, code: 'print.stationNotFound' });
});
