import { afterAll, beforeAll, expect, it } from 'vitest';
import { records } from '#slices/records/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { movingIn } from '../contract.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');

/** Opens a file, looks at its rows and takes in what can be. */
async function bring(text: string, fileName: string): Promise<string> {
  const { importId } = await manager().call(movingIn, 'openFile', { kind: 'patients', fileName });
  const bytes = Buffer.from(text).toString('base64');
  await manager().call(movingIn, 'addPart', { importId, place: 0, bytes });
  await manager().call(movingIn, 'readFile', { importId });
  await manager().call(movingIn, 'checkRows', { importId });
  await manager().call(movingIn, 'takeRows', { importId });
  return importId;
}

it('A5.5 BPJS 0001234567890 keeps its 13 characters through a file, the file that is given back, and in again', async () => {
  // the month is wrong, so the row is given back; a spreadsheet would make 1234567890 of the number
  const importId = await bring(
    'Nama;Tanggal Lahir;JK;BPJS;No HP\nSuharto;1951-13-05;L;0001234567890;0812-3456-7890\n',
    'pasien.csv',
  );
  const { csv } = await manager().call(movingIn, 'errorFile', { importId });
  expect(csv).toContain(';0001234567890;');
  await bring(csv.replace('1951-13-05', '1951-05-13'), 'pasien-2.csv');
  const found = await clinic.as('frontDesk').call(records, 'findPatients', { text: 'suharto 13 mei 1951' });
  const [suharto] = found.patients;
  const patientId = suharto?.id ?? '';
  const { form } = await clinic.as('frontDesk').call(records, 'readPatient', { patientId });
  expect(form.identifiers?.bpjs).toBe('0001234567890');
  expect(form.phone).toBe('+6281234567890');
  const stored = await clinic.inside((ctx) => ctx.record.mustRead('Patient', patientId));
  expect(stored).toMatchObject({
    identifier: expect.arrayContaining([expect.objectContaining({ value: '0001234567890' })]),
  });
});
