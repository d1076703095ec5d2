import { type Database, inClinic } from '../db/database.ts';
import { type AuditRow, auditStatement } from './write.ts';

interface Waiting {
  rows: readonly AuditRow[];
  done(): void;
  failed(error: unknown): void;
}

/** The trail of one clinic's reads. */
interface Group {
  waiting: Waiting[];
  writing: boolean;
  /** Reads that have begun and may bring rows. */
  underWay: number;
  /** Runs while rows wait for those of reads that are under way. */
  timer: NodeJS.Timeout | undefined;
  write(): Promise<void>;
}

/**
 * How long rows wait for those of reads that are under way. A transaction for each row costs more than the read that it
 * tells of; one read alone waits for nobody.
 */
const gatherMs = 2;

/** What waits for each clinic, by the database that it will be written into. */
const groups = new WeakMap<Database, Map<string, Group>>();

/**
 * Does a read whose rows may be written together with those of others.
 * @param read must not wait for its own rows
 */
export async function gathering<T>(database: Database, clinicId: string, read: () => Promise<T>): Promise<T> {
  const group = groupOf(database, clinicId);
  group.underWay += 1;
  try {
    return await read();
  } finally {
    group.underWay -= 1;
    if (group.underWay === 0) flushSoon(group);
  }
}

/**
 * Writes the audit rows of a read in a transaction of their own, together with those of other reads of the moment.
 * Answers when they are committed; what was read may leave only then.
 */
export function writeTogether(
  database: Database,
  key: Uint8Array,
  clinicId: string,
  rows: readonly AuditRow[],
): Promise<void> {
  if (rows.length === 0) return Promise.resolve();
  const group = groupOf(database, clinicId);
  group.write = () => writeAll(database, key, clinicId, group);
  return new Promise((done, failed) => {
    group.waiting.push({ rows, done, failed });
    flushSoon(group);
  });
}

/** At the end of this turn, in which other reads may end as well and bring their rows. */
function flushSoon(group: Group): void {
  process.nextTick(() => flush(group));
}

/** Writes what waits, unless it is written already or others are expected; those no longer than a moment. */
function flush(group: Group, isLate = false): void {
  if (group.waiting.length === 0 || group.writing) return;
  if (group.underWay > 0 && !isLate) {
    group.timer ??= setTimeout(() => flush(group, true), gatherMs);
    return;
  }
  clearTimeout(group.timer);
  group.timer = undefined;
  void group.write();
}

async function writeAll(database: Database, key: Uint8Array, clinicId: string, group: Group): Promise<void> {
  group.writing = true;
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
  group.writing = false;
  flush(group);
}

function groupOf(database: Database, clinicId: string): Group {
  const clinics = groups.get(database) ?? new Map<string, Group>();
  groups.set(database, clinics);
  const group = clinics.get(clinicId) ?? {
    ...{ waiting: [], writing: false, underWay: 0, timer: undefined },
    write: () => Promise.resolve(),
  };
  clinics.set(clinicId, group);
  return group;
}
