import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import { macFits, type StoredAuditRow } from './mac.ts';
import { type AuditRow, writeAudit } from './write.ts';

const key = randomBytes(32);
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const row: AuditRow = {
  at: '2026-03-10T01:00:00.5Z',
  actorKind: 'staff',
  actorId: 'sari',
  actorName: 'Sari Dewi',
  event: 'vitals.record',
  action: 'vitals.record',
  outcome: 'done',
};

async function stored(clinicId: string, event: string): Promise<(StoredAuditRow & { mac: Buffer })[]> {
  const found = await inClinic(test.db, clinicId, (tx) =>
    sql<StoredAuditRow & { mac: Buffer }>`
      SELECT clinic_id AS "clinicId", id, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
        device_id AS "deviceId", event, action, outcome, patient_id AS "patientId", subject, details, mac
      FROM audit_event WHERE event = ${event} ORDER BY subject`.execute(tx),
  );
  return found.rows;
}

it('stores rows whose MAC fits what is read back', async () => {
  const { id } = test.clinicA;
  const details = {
    amount: 1e21,
    ratio: 0.1,
    small: 1e-7,
    nested: { z: 1, a: ['é', null, true] },
    gone: undefined,
    big: 5n,
  };
  const rows = [
    { ...row, subject: 'a' },
    { ...row, subject: 'b', deviceId: 'd', patientId: 'p', outcome: 'refused' as const, details },
    { ...row, subject: 'c\0c', actorName: 'half \ud800', details: { 'k\0': 'v\0', half: '\udfff' } },
  ];
  await inClinic(test.db, id, (tx) => writeAudit(key, tx, id, rows));
  const back = await stored(id, 'vitals.record');
  expect(back).toHaveLength(3);
  for (const { mac, ...content } of back) expect(macFits(key, content, mac)).toBe(true);
  expect(back[0]).toMatchObject({ at: '2026-03-10T01:00:00.500Z', details: null, patientId: null });
  expect(back[1]?.details).toMatchObject({ big: '5', amount: 1e21 });
});

it('notices whatever somebody with the database changes', async () => {
  const { id } = test.clinicA;
  await inClinic(test.db, id, (tx) =>
    writeAudit(key, tx, id, [{ ...row, event: 'audit.forged', subject: 'x' }]),
  );
  const [before] = await stored(id, 'audit.forged');
  const changed = await inClinic(test.db, id, (tx) =>
    sql`UPDATE audit_event SET outcome = 'failed' WHERE event = 'audit.forged'`.execute(tx),
  ).catch((error: Error) => error.message);
  expect(changed).toMatch(/permission denied/);
  const { mac, ...content } = before ?? ({} as StoredAuditRow & { mac: Buffer });
  expect(macFits(key, { ...content, outcome: 'failed' }, mac)).toBe(false);
});

it('leaves nothing behind when its transaction fails, and nothing to other clinics', async () => {
  const { clinicA, clinicB } = test;
  const failing = inClinic(test.db, clinicA.id, async (tx) => {
    await writeAudit(key, tx, clinicA.id, [{ ...row, event: 'audit.rolledBack' }]);
    throw new Error('the effect failed');
  });
  await expect(failing).rejects.toThrow('the effect failed');
  expect(await stored(clinicA.id, 'audit.rolledBack')).toEqual([]);
  expect(await stored(clinicB.id, 'vitals.record')).toEqual([]);
  const foreign = inClinic(test.db, clinicB.id, (tx) => writeAudit(key, tx, clinicA.id, [row]));
  await expect(foreign).rejects.toThrow(/row-level security/);
});

it('writes nothing where there is nothing to tell', async () => {
  await inClinic(test.db, test.clinicA.id, (tx) => writeAudit(key, tx, test.clinicA.id, []));
});
