import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import { gathering, writeTogether } from './together.ts';
import type { AuditRow } from './write.ts';

const key = randomBytes(32);
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const rowOf = (event: string, actorKind: AuditRow['actorKind'] = 'staff'): AuditRow => ({
  ...{ at: '2026-03-10T01:00:00Z', actorKind, actorId: 'sari', actorName: 'Sari Dewi' },
  ...{ event, outcome: 'done' },
});
const write = (...rows: AuditRow[]) => writeTogether(test.db, key, test.clinicA.id, rows);
/** A read that lasts until it is told to end, and then brings its row. */
function begin(event: string): { end(): void; written: Promise<void> } {
  let end = () => {};
  const lasting = new Promise<void>((resolve) => {
    end = resolve;
  });
  const written = gathering(test.db, test.clinicA.id, () => lasting).then(() => write(rowOf(event)));
  return { end: () => end(), written };
}
/** How many rows of an event there are, and by how many transactions they were written. */
const counted = (event: string) =>
  inClinic(test.db, test.clinicA.id, async (tx) => {
    const { rows } = await sql<{ rows: number; transactions: number }>`
      SELECT count(*)::int AS rows, count(DISTINCT xmin::text)::int AS transactions FROM audit_event
      WHERE event = ${event}`.execute(tx);
    return rows[0];
  });

it('writes the rows of reads that end in the same moment in one transaction', async () => {
  const reads = [1, 2, 3].map(() => begin('a.read'));
  for (const one of reads) one.end();
  await Promise.all(reads.map((one) => one.written));
  expect(await counted('a.read')).toEqual({ rows: 3, transactions: 1 });
});

it('waits for a read that goes on no longer than a moment', async () => {
  const long = begin('b.read');
  await write(rowOf('b.read'));
  expect(await counted('b.read')).toEqual({ rows: 1, transactions: 1 });
  long.end();
  await long.written;
  expect(await counted('b.read')).toEqual({ rows: 2, transactions: 2 });
});

it('lets nobody wait for a read that failed', async () => {
  const failing = gathering(test.db, test.clinicA.id, () => Promise.reject(new Error('gone')));
  const waiting = write(rowOf('c.read'));
  await expect(failing).rejects.toThrow('gone');
  await waiting;
  expect(await counted('c.read')).toEqual({ rows: 1, transactions: 1 });
});

it('tells all whose rows were to be written together that they were not, and goes on', async () => {
  const bad = 'nobody' as AuditRow['actorKind'];
  const held = begin('d.held');
  const both = Promise.allSettled([write(rowOf('d.read')), write(rowOf('d.read', bad))]);
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await counted('d.read')).toEqual({ rows: 0, transactions: 0 });
  held.end();
  await held.written;
  expect(await counted('d.held')).toEqual({ rows: 1, transactions: 1 });
});
