import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

const manage = { action: 'backups.manage', kind: 'administrative' } as const;
const empty = z.object({});
const instant = z.string();

/** What went wrong, in the reader's words. */
const fault = z.string();

const backup = z.object({
  id: z.uuid(),
  reason: z.enum(['nightly', 'asked', 'migration', 'gap']),
  state: z.enum(['asked', 'running', 'good', 'failed']),
  /** When it was begun, or asked for. */
  at: instant,
  finishedAt: instant.nullable(),
  percent: z.int(),
  /** On the disk; text, as it may be large. */
  bytes: z.string().nullable(),
  place: z.string().nullable(),
  /** The trial restore of it. */
  trial: z.enum(['none', 'running', 'good', 'failed']),
  trialAt: instant.nullable(),
  trialTables: z.int().nullable(),
  trialRows: z.string().nullable(),
  fault: fault.nullable(),
});
export type Backup = z.output<typeof backup>;

const place = z.object({
  folder: z.string(),
  /** It lies on the disk that it is to save. */
  sameDisk: z.boolean(),
  freeBytes: z.string().nullable(),
  fault: fault.nullable(),
  awaySince: instant.nullable(),
  waitingBytes: z.string(),
  lostAt: instant.nullable(),
  /** Any moment until then can be restored. */
  logUntil: instant.nullable(),
});

export const health = z.enum(['good', 'late', 'failed', 'none']);
export type Health = z.output<typeof health>;

export const backups = defineContract('backups', {
  /** How the backups stand. `kept` is false where the operator of the database sees to them. */
  status: {
    ...manage,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({
      kept: z.boolean(),
      health,
      lastGood: backup.nullable(),
      /** What runs, or waits to run. */
      current: backup.nullable(),
      place: place.nullable(),
      keyConfirmed: z.boolean(),
      /** Newest first. */
      recent: z.array(backup),
    }),
  },
  backUpNow: {
    ...manage,
    effect: 'write',
    input: empty,
    output: z.object({ id: z.uuid() }),
    errors: { notKept: { status: 409 }, alreadyRunning: { status: 409 } },
  },
  /** The recovery key, until somebody has confirmed that she wrote it down; from then on null. */
  recoveryKey: {
    ...manage,
    effect: 'read',
    input: empty,
    output: z.object({ groups: z.array(z.string()).nullable() }),
  },
  /** Two groups of the key, typed from the paper. */
  confirmKey: {
    ...manage,
    effect: 'write',
    input: z.object({ second: z.string().trim().max(12), seventh: z.string().trim().max(12) }),
    output: empty,
    errors: { notKept: { status: 409 } },
  },
});
