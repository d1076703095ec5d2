import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { type AnchorTarget, anchorFolder } from '#platform/server/audit/anchor.ts';
import type { Fault } from '#platform/server/audit/faults.ts';
import { macKeyId } from '#platform/server/audit/mac.ts';
import { openSealer, type Sealer } from '#platform/server/audit/sealer.ts';
import { verifyClinic } from '#platform/server/audit/verify.ts';
import { writeAudit } from '#platform/server/audit/write.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import type { TestServer } from '#testing/server.ts';

/** Two clinics with a key, a sealer that seals when told, and anchors in a folder of their own. */
export interface Ground {
  database: TestDatabase;
  key: Uint8Array;
  anchors: AnchorTarget;
  sealer: Sealer;
  /** Writes rows by the product's own code, in one transaction. */
  write(clinicId: string, count: number): Promise<void>;
  verify(): Promise<Fault[]>;
  close(): Promise<void>;
}

export async function openGround(server: TestServer): Promise<Ground> {
  const database = await testDatabase(server);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-audit-'));
  const key = randomBytes(32);
  const anchors = anchorFolder(folder);
  const sealer = await openSealer({
    ...{
      database: database.db,
      key,
      clock: { now: Date.now },
      log: pino({ level: 'silent' }),
      anchors: [anchors],
    },
    // when told alone: the campaign knows then what is sealed
    everyMs: 2 ** 31 - 1,
  });
  let written = 0;
  return {
    ...{ database, key, anchors, sealer },
    async write(clinicId, count) {
      const rows = Array.from({ length: count }, () => {
        written += 1;
        return {
          ...{ at: new Date().toISOString(), actorKind: 'staff' as const, actorId: `staff-${written % 7}` },
          ...{
            actorName: `Sari ${written % 7}`,
            deviceId: 'desk',
            event: 'records.readChart',
            action: 'records.read',
          },
          ...{
            outcome: 'done' as const,
            patientId: `patient-${written % 400}`,
            subject: `Patient/p${written % 400}`,
          },
          details: { visit: written, reason: 'kontrol', rate: 0.5 },
        };
      });
      await inClinic(database.db, clinicId, (tx) => writeAudit(key, tx, clinicId, rows));
    },
    async verify() {
      const faults: Fault[] = [];
      for (const clinic of [database.clinicA, database.clinicB]) {
        await verifyClinic(database.db, {
          ...{ clinic, keys: new Map([[macKeyId(key), key]]), anchors: [await anchors.read()] },
          onFault: (fault) => faults.push(fault),
        });
      }
      return faults;
    },
    async close() {
      await sealer.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
