import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import { type AnchorTarget, anchorFolder, restoredAnchor, newestAnchors } from './anchor.ts';
import type { Fault } from './faults.ts';
import { macKeyId } from './mac.ts';
import { openSealer, type Sealer } from './sealer.ts';
import { verifyClinic } from './verify.ts';
import { writeAudit } from './write.ts';

const key = randomBytes(32);
const keys = new Map([[macKeyId(key), key as Uint8Array]]);
let test: TestDatabase;
let folder: string;
let anchors: AnchorTarget;
let sealer: Sealer;

beforeAll(async () => {
  test = await testDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-anchor-'));
  anchors = anchorFolder(folder);
  sealer = await openSealer(sealerOptions());
});
afterAll(async () => {
  await sealer.stop();
  await test.drop();
  await rm(folder, { recursive: true });
});

function sealerOptions() {
  const clock = { now: () => Date.parse('2026-03-10T02:00:00Z') };
  return {
    database: test.db,
    key,
    clock,
    log: pino({ level: 'silent' }),
    anchors: [anchors],
    everyMs: 3_600_000,
  };
}

/** Rows of a clinic, `count` of them in one transaction, sealed unless told. */
async function write(count: number, seal = true): Promise<void> {
  const row = { at: '2026-03-10T01:00:00Z', actorKind: 'staff', actorId: 's', actorName: 'Sari' } as const;
  const rows = Array.from({ length: count }, (_, k) => {
    return {
      ...row,
      event: 'vitals.record',
      outcome: 'done' as const,
      patientId: `p${k}`,
      details: { k, rate: 0.5 },
    };
  });
  await inClinic(test.db, test.clinicA.id, (tx) => writeAudit(key, tx, test.clinicA.id, rows));
  if (seal) await sealer.round();
}

async function verify(by = keys): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const clinic of [test.clinicA, test.clinicB]) {
    const found = await verifyClinic(test.db, {
      ...{ clinic, keys: by, anchors: [await anchors.read()] },
      onFault: (fault) => faults.push(fault),
    });
    expect(found.faults).toBe(faults.filter((one) => one.clinic === clinic.slug).length);
  }
  return faults;
}

/** What a superuser of the database does, verified, and undone by the copies that she took. */
async function tampered(statements: string): Promise<Fault[]> {
  return withClient(test.superuserUrl, async (client) => {
    await client.query(`
      CREATE TABLE kept_event AS TABLE audit_event; CREATE TABLE kept_seal AS TABLE audit_seal;
      CREATE TABLE kept_pending AS TABLE audit_pending; SET session_replication_role = replica; ${statements}`);
    const faults = await verify();
    await client.query(`
      DELETE FROM audit_event; DELETE FROM audit_seal; DELETE FROM audit_pending;
      INSERT INTO audit_event TABLE kept_event; INSERT INTO audit_seal TABLE kept_seal;
      INSERT INTO audit_pending TABLE kept_pending; DROP TABLE kept_event, kept_seal, kept_pending`);
    expect(await verify()).toEqual([]);
    return faults;
  });
}

const sealedRow = '(SELECT ids[2] FROM audit_seal WHERE number = 1)';
const newestSeal = '(SELECT max(number) FROM audit_seal)';

describe('a trail', () => {
  beforeEach(async () => {
    await write(3);
    await write(2);
    await write(2, false);
  });

  it('that nobody touched has no faults, sealed or not yet', async () => {
    expect(await verify()).toEqual([]);
  });

  it.each([
    ['an edited row', `UPDATE audit_event SET outcome = 'failed' WHERE id = ${sealedRow}`, 'rowChanged'],
    [
      'an instant before the common era',
      `UPDATE audit_event SET at = '2026-03-10 01:00:00+00 BC' WHERE id = ${sealedRow}`,
      'rowChanged',
    ],
    ['no instant at all', `UPDATE audit_event SET at = 'infinity' WHERE id = ${sealedRow}`, 'rowChanged'],
    [
      'a number written otherwise',
      `UPDATE audit_event SET details = '{"k": 1, "rate": 0.50}' WHERE id = ${sealedRow}`,
      'rowChanged',
    ],
    [
      'another key name',
      `UPDATE audit_event SET mac_key = 'ffffffffffffffff' WHERE id = ${sealedRow}`,
      'rowChanged',
    ],
    ['a row taken out', `DELETE FROM audit_event WHERE id = ${sealedRow}`, 'rowMissing'],
    [
      'a row of another clinic',
      `INSERT INTO audit_event SELECT (SELECT id FROM platform_clinic WHERE slug = 'clinic-b'), id, at, actor_kind, actor_id, actor_name, device_id, event, action, outcome, patient_id, subject, details, mac_key, mac FROM audit_event WHERE id = ${sealedRow}`,
      'rowForged',
    ],
    [
      'a row that does not wait for its seal',
      'DELETE FROM audit_pending WHERE id = (SELECT max(id::text)::uuid FROM audit_pending)',
      'rowLeftOut',
    ],
    [
      'a sealed row that waits again',
      `INSERT INTO audit_pending SELECT clinic_id, id FROM audit_event WHERE id = ${sealedRow}`,
      'rowSealedTwice',
    ],
    [
      'an unsealed row taken out',
      'DELETE FROM audit_event WHERE id = (SELECT max(id::text)::uuid FROM audit_pending)',
      'rowMissing',
    ],
    ['a seal edited', `UPDATE audit_seal SET at = at + interval '1 s' WHERE number = 1`, 'sealChanged'],
    ['a seal taken out', 'DELETE FROM audit_seal WHERE number = 1', 'sealMissing'],
    [
      'two seals in each other’s place',
      'UPDATE audit_seal SET number = 9999 WHERE number = 1; UPDATE audit_seal SET number = 1 WHERE number = 2; UPDATE audit_seal SET number = 2 WHERE number = 9999',
      'sealChanged',
    ],
    [
      'a tail cut off with its seal',
      `DELETE FROM audit_event WHERE id = ANY ((SELECT ids FROM audit_seal WHERE number = ${newestSeal})::uuid[]); DELETE FROM audit_seal WHERE number = ${newestSeal}`,
      'olderThanAnchor',
    ],
  ])('with %s is found out', async (_what, statements, kind) => {
    const faults = await tampered(statements);
    expect(faults.map((fault) => fault.kind)).toContain(kind);
    const first = faults.find((fault) => fault.kind === kind);
    expect(first?.rowId ?? first?.seal).toBeTruthy();
  });

  it('cannot be held against another key, and says so once for each key', async () => {
    const faults = await verify(new Map());
    const one = faults.filter((fault) => fault.keyId === macKeyId(key));
    expect(one).toHaveLength(1);
    expect(one[0]).toMatchObject({ kind: 'keyUnknown', clinic: 'klinik-a' });
    expect(faults).toHaveLength(1);
  });
});

describe('the anchor', () => {
  it('is one line for each seal, is not written by a database that is older, and goes on after an acknowledged restore', async () => {
    await write(1);
    const before = newestAnchors(await anchors.read()).get(test.clinicA.id);
    await withClient(test.superuserUrl, (client) =>
      client.query(`DELETE FROM audit_event WHERE id = ANY ((SELECT ids FROM audit_seal WHERE number = ${newestSeal})::uuid[]);
        DELETE FROM audit_seal WHERE number = ${newestSeal}`),
    );
    const another = await openSealer(sealerOptions());
    await inClinic(test.db, test.clinicA.id, (tx) =>
      writeAudit(key, tx, test.clinicA.id, [
        {
          at: '2026-03-10T01:00:00Z',
          actorKind: 'system',
          actorId: 'x',
          actorName: 'x',
          event: 'x.y',
          outcome: 'done',
        },
      ]),
    );
    await another.round();
    expect(newestAnchors(await anchors.read()).get(test.clinicA.id)).toEqual(before);
    expect((await verify()).map((fault) => fault.kind)).toEqual(['olderThanAnchor']);
    const number = BigInt(before?.number ?? 0) - 1n;
    const held = (await anchors.read()).find((one) => one.number === String(number));
    if (!held || !before) throw new Error('no anchor to go on from');
    await anchors.write([restoredAnchor(key, held, before.number)]);
    await another.stop();
    expect(await verify()).toEqual([]);
    expect(newestAnchors(await anchors.read()).get(test.clinicA.id)?.number).toBe(before.number);
  });

  it('passes over a line that a crash cut short, and tells a line of somebody else', async () => {
    const file = path.join(folder, 'audit/anchors-000001.jsonl');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, `${whole}{"clinicId":"half`);
    await write(1);
    expect(await verify()).toEqual([]);
    const own = newestAnchors(await anchors.read()).get(test.clinicA.id);
    await anchors.write([{ ...own, number: '900000' } as NonNullable<typeof own>]);
    expect((await verify()).map((fault) => fault.kind)).toEqual(['anchorChanged']);
    await writeFile(file, whole);
  });
});

it('takes what waits by where it lies, never by comparing each with each', async () => {
  await write(3_000, false);
  const plan = await withClient(test.superuserUrl, async (client) => {
    await client.query(`SELECT set_config('serambi.clinic', $1, false)`, [test.clinicA.id]);
    const { rows } = await client.query(`SELECT prosrc FROM pg_proc WHERE proname = 'audit_pending_take'`);
    const body = String(rows[0]?.prosrc).replaceAll('p_limit', '5000');
    return JSON.stringify((await client.query(`EXPLAIN (FORMAT JSON) ${body}`)).rows);
  });
  expect(plan).toContain('Tid Scan');
  expect(plan).not.toMatch(/Nested Loop|Join/);
  await sealer.round();
});

it('seals what waits once a round, however much is written meanwhile', async () => {
  const seals = async () =>
    inClinic(test.db, test.clinicA.id, async (tx) =>
      Number(
        (await tx.selectFrom('audit_seal').select(tx.fn.countAll().as('count')).executeTakeFirstOrThrow())
          .count,
      ),
    );
  await sealer.round();
  const before = await seals();
  let isSealing = true;
  const writing = async () => {
    while (isSealing) await write(1, false);
  };
  await write(1, false);
  const written = writing();
  await sealer.round();
  isSealing = false;
  await written;
  expect((await seals()) - before).toBe(1);
  await sealer.round();
  expect(await verify()).toEqual([]);
});

it('two sealers at once make one chain', async () => {
  const another = await openSealer(sealerOptions());
  for (let round = 0; round < 5; round += 1) {
    await write(3, false);
    await Promise.all([sealer.round(), another.round()]);
  }
  await another.stop();
  expect(await verify()).toEqual([]);
});

it('goes on under another key, and needs both to be verified', async () => {
  const newKey = randomBytes(32);
  const another = await openSealer({ ...sealerOptions(), key: newKey });
  const row = { at: '2026-03-10T01:00:00Z', actorKind: 'staff', actorId: 's', actorName: 'Sari' } as const;
  await inClinic(test.db, test.clinicA.id, (tx) =>
    writeAudit(newKey, tx, test.clinicA.id, [{ ...row, event: 'vitals.record', outcome: 'done' }]),
  );
  await another.stop();
  const both = new Map([...keys, [macKeyId(newKey), newKey as Uint8Array]]);
  expect(await verify(both)).toEqual([]);
  const alone = await verify(new Map([[macKeyId(newKey), newKey as Uint8Array]]));
  expect(alone.map(({ kind, keyId }) => ({ kind, keyId }))).toEqual([
    { kind: 'keyUnknown', keyId: macKeyId(key) },
  ]);
});
