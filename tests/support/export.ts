import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Transaction } from 'kysely';
import { macKeyId } from '#platform/server/audit/mac.ts';
import { writeAudit } from '#platform/server/audit/write.ts';
import { type Database, openDatabase } from '#platform/server/db/database.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Manifest } from '#platform/server/export/manifest.ts';
import { takeExport } from '#platform/server/export/take-export.ts';
import type { TestClinic } from './clinic.ts';

/** The row of the trail that a command leaves. */
export function auditOf({ platform, clinic }: TestClinic, event: string) {
  return (tx: Transaction<Tables>) =>
    writeAudit(platform.auditKey, tx, clinic.id, [
      {
        ...{ at: new Date(platform.clock.now()).toISOString(), actorKind: 'system', actorId: 'cli' },
        ...{ actorName: 'test', event, outcome: 'done' },
      },
    ]);
}

/** Exports a test clinic as the command does; `owner` where the clinic lies in another database by now. */
export async function exportOf(
  clinic: TestClinic,
  target: string,
  options: { patientId?: string; owner?: Database } = {},
): Promise<Manifest> {
  const owner = options.owner ?? openDatabase(clinic.database.adminUrl, { max: 1 });
  try {
    return await takeExport(owner, {
      ...{ target, clinic: clinic.clinic, patientId: options.patientId, product: '0.0.0-test' },
      now: new Date(clinic.platform.clock.now()).toISOString(),
      factorsKeyId: macKeyId(clinic.platform.factorsKey),
      last: auditOf(clinic, 'clinic.exported'),
    });
  } finally {
    if (!options.owner) await owner.close();
  }
}

/** Every file of a folder by its path in it. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, place)] = await readFile(place, 'utf8');
  }
  return files;
}
