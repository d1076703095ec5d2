import path from 'node:path';
import { readAnchors } from '#platform/server/audit/anchor.ts';
import { readAuditKeys } from '#platform/server/audit/key.ts';
import { verifyClinic } from '#platform/server/audit/verify.ts';
import { BackupFault } from '#platform/server/backup/fault.ts';
import type { TrialCheck } from '#platform/server/backup/trial.ts';
import { openDatabase } from '#platform/server/db/database.ts';

/** Holds the audit trail of a database that was restored on trial against the key that came out of the same backup. */
export const auditStands: TrialCheck = async ({ superuserUrl, dataDir }) => {
  const keys = await readAuditKeys(dataDir);
  const anchors = [await readAnchors(path.join(dataDir, 'audit'))];
  const database = openDatabase(superuserUrl, { max: 2 });
  try {
    const clinics = await database.pool.query<{ id: string; slug: string }>(
      'SELECT id, slug FROM platform_clinic ORDER BY slug',
    );
    for (const clinic of clinics.rows) {
      const { faults } = await verifyClinic(database, { clinic, keys, anchors, onFault: () => undefined });
      if (faults > 0) throw new BackupFault('auditFaults', { faults, clinic: clinic.slug });
    }
  } finally {
    await database.close();
  }
};
