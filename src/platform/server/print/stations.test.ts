import { afterAll, beforeAll, expect, test } from 'vitest';
import { printing } from '#platform/shared/print-contract.ts';
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
    printers: { A5: { kind: 'cups', queue: 'Kasir-A5' } },
  });
  const printers = { thermal80: { kind: 'raw', host: '192.168.1.40', speaks: 'escpos' } } as const;
  await manager.call(printing, 'saveStation', { stationId, name: 'Loket 1', printers });
  const { stations } = await clinic.as('frontDesk').call(printing, 'stations', {});
  expect(stations.map((one) => one.name)).toEqual(['Kasir', 'Loket 1']);
  expect(stations[1]?.printers.thermal80).toEqual({
    ...printers.thermal80,
    port: 9100,
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

test.each([
  ['a queue that would be an option of lp', { A4: { kind: 'cups', queue: '-o raw' } }],
  ['ESC/POS on a sheet', { A4: { kind: 'raw', host: 'printer', speaks: 'escpos' } }],
  [
    'a port that there is not',
    { thermal80: { kind: 'raw', host: 'printer', port: 70000, speaks: 'escpos' } },
  ],
] as const)('print.saveStation refuses %s', async (_, printers) => {
  const call = clinic.as('manager').call(printing, 'saveStation', { name: 'Coba', printers });
  expect(await clinic.refused(call)).toMatchObject({ status: 422 });
});

test('print.saveStation is for those who manage stations', async () => {
  const call = clinic.as('frontDesk').call(printing, 'saveStation', { name: 'Coba', printers: {} });
  expect(await clinic.refused(call)).toMatchObject({ status: 403 });
});
