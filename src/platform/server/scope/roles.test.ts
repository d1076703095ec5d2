import { afterAll, beforeAll, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import type { Actor } from '../context.ts';
import { decideFor, loadRoles, saveRoles } from './roles.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const nurse = {
  role: 'nurse',
  label: { en: 'Nurse', id: 'Perawat' },
  actions: ['vitals.*'],
  preliminary: false,
};
const desk = {
  role: 'frontDesk',
  label: { en: 'Front desk', id: 'Loket pendaftaran' },
  actions: [],
  preliminary: false,
};
const sari: Actor = { kind: 'staff', id: 's', name: 'Sari', roles: ['frontDesk'], language: 'id' };

it('decides by the roles of the clinic as they are now, and says who may', async () => {
  const { clinicA, clinicB } = test;
  await inClinic(test.db, clinicA.id, (tx) =>
    saveRoles(tx, clinicA.id, [nurse, { ...desk, countryTemplate: 'ID' }]),
  );
  const decided = () =>
    inClinic(test.db, clinicA.id, (tx) => decideFor(tx, clinicA.id, sari, 'vitals.record'));
  expect(await decided()).toMatchObject({ allowed: false, whoMay: ['nurse'] });
  await inClinic(test.db, clinicA.id, (tx) =>
    saveRoles(tx, clinicA.id, [{ ...desk, actions: ['vitals.record'] }]),
  );
  expect(await decided()).toEqual({ allowed: true, preliminary: false });
  const nurseThere = { ...sari, roles: ['nurse'] };
  const elsewhere = await inClinic(test.db, clinicB.id, (tx) =>
    decideFor(tx, clinicB.id, nurseThere, 'vitals.record'),
  );
  expect(elsewhere).toMatchObject({ allowed: false, whoMay: [] });
});

it('reads all roles or some, in the order of their ids', async () => {
  const { id } = test.clinicA;
  const [all, some] = await inClinic(test.db, id, async (tx) => [
    await loadRoles(tx, id),
    await loadRoles(tx, id, ['nurse', 'x']),
  ]);
  expect(all?.map((role) => role.role)).toEqual(['frontDesk', 'nurse']);
  expect(some).toEqual([nurse]);
});
