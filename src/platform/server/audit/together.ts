import { type Database, inClinic } from '../db/database.ts';
import { type AuditRow, auditStatement } from './write.ts';

interface Waiting {
  rows: readonly AuditRow[];
  done(): void;
  failed(error: unknown): void;
}

interface Group {
  waiting: Waiting[];
  writing: boolean;
}

/** What waits for each clinic, by the database that it will be written into. */
const groups = new WeakMap<Database, Map<string, Group>>();

/**
 * Writes the audit rows of a read in a transaction of their own, together with those of other reads that come while
 * one is under way. Answers when they are committed; what was read may leave only then.
 */
export function writeTogether(
  database: Database,
  key: Uint8Array,
  clinicId: string,
  rows: readonly AuditRow[],
): Promise<void> {
  if (rows.length === 0) return Promise.resolve();
  const group = groupOf(database, clinicId);
  return new Promise((done, failed) => {
    group.waiting.push({ rows, done, failed });
    if (!group.writing) void writeAll(database, key, clinicId, group);
  });
}

async function writeAll(database: Database, key: Uint8Array, clinicId: string, group: Group): Promise<void> {
  group.writing = true;
  while (group.waiting.length > 0) {
    const together = group.waiting.splice(0);
    const rows = together.flatMap((one) => one.rows);
    try {
      // a row of a read may reach the disk a moment later
      await inClinic(database, clinicId, async () => undefined, {
        commitLater: true,
        last: () => [auditStatement(key, clinicId, rows).compile(database.kysely)],
      });
      for (const one of together) one.done();
    } catch (error) {
      for (const one of together) one.failed(error);
    }
  }
  group.writing = false;
}

function groupOf(database: Database, clinicId: string): Group {
  const clinics = groups.get(database) ?? new Map<string, Group>();
  groups.set(database, clinics);
  const group = clinics.get(clinicId) ?? { waiting: [], writing: false };
  clinics.set(clinicId, group);
  return group;
}
