import { afterAll, beforeAll, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import type { Actor, Clinic } from '../actor.ts';
import { decideFor } from './decide-for.ts';
import { loadRoles, saveRoles } from './roles.ts';

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
  licence: 'none' as const,
};
const desk = {
  role: 'frontDesk',
  label: { en: 'Front desk', id: 'Loket pendaftaran' },
  actions: [],
  preliminary: false,
  licence: 'none' as const,
};
const sari: Actor = {
  ...{ kind: 'staff', id: '0190aaaa-0000-7000-8000-00000000005a', name: 'Sari' },
  ...{ roles: ['frontDesk'], language: 'id' },
};

const at = '2026-03-10T02:00:00.000Z';
const judge = { now: at, steadyNow: at, licenceOf: () => 'none' as const };
const clinicOf = (id: string): Clinic => ({
  ...{ id, slug: 'one', name: 'One', country: 'ID', zone: 'Asia/Jakarta', currency: 'IDR' },
  ...{ language: 'id', demo: false, settings: {} },
});

it('decides by the roles of the clinic as they are now, and says who may', async () => {
  const { clinicA, clinicB } = test;
  await inClinic(test.db, clinicA.id, (tx) =>
    saveRoles(tx, clinicA.id, [nurse, { ...desk, countryTemplate: 'ID' }]),
  );
  const decided = () =>
    inClinic(test.db, clinicA.id, (tx) =>
      decideFor(tx, { ...judge, clinic: clinicOf(clinicA.id), actor: sari }, 'vitals.record'),
    );
  expect(await decided()).toMatchObject({ allowed: false, whoMay: ['nurse'] });
  await inClinic(test.db, clinicA.id, (tx) =>
    saveRoles(tx, clinicA.id, [{ ...desk, actions: ['vitals.record'] }]),
  );
  expect(await decided()).toEqual({ allowed: true, preliminary: false, under: [] });
  const nurseThere = { ...sari, roles: ['nurse'] };
  const elsewhere = await inClinic(test.db, clinicB.id, (tx) =>
    decideFor(tx, { ...judge, clinic: clinicOf(clinicB.id), actor: nurseThere }, 'vitals.record'),
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
