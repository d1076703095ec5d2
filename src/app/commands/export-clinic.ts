import path from 'node:path';
import { macKeyId } from '#platform/server/audit/mac.ts';
import { writeAudit } from '#platform/server/audit/write.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { takeExport } from '#platform/server/export/take-export.ts';
import { instantOf } from '#platform/shared/time.ts';
import { versionOfSerambi } from '../backups.ts';
import { findClinic } from './find-clinic.ts';
import { progressLine } from './progress-line.ts';
import { tellTerminal } from './terminal-words.ts';
import { withPlatform } from './with-platform.ts';

/**
 * `serambi export clinic FILE_OR_FOLDER [--clinic SLUG] [--patient ID]`: everything that is held about a clinic, or
 * about one patient of it, as of one moment, with a description of the format. Leaves an audit row.
 */
export async function exportWhole(
  file: string,
  options: { clinic?: string; patient?: string },
): Promise<void> {
  const target = path.resolve(file);
  const line = progressLine();
  const manifest = await withPlatform(async (platform, server) => {
    const clinic = await findClinic(platform, options.clinic);
    const now = instantOf(platform.clock.now());
    // the app role may not read all that belongs to a clinic; the owner is bound to this one like everybody
    const owner = openDatabase(server.adminUrl, { max: 1 });
    try {
      return await takeExport(owner, {
        ...{ target, clinic, now, patientId: options.patient, product: await versionOfSerambi() },
        factorsKeyId: macKeyId(platform.factorsKey),
        onProgress: (part) => line.show('cli_export_progress', part),
        last: (tx, { files }) =>
          writeAudit(platform.auditKey, tx, clinic.id, [
            {
              ...{ at: now, actorKind: 'system', actorId: 'cli', actorName: 'serambi export' },
              ...{ event: 'clinic.exported', outcome: 'done', patientId: options.patient },
              details: Object.fromEntries(files.map(({ path: name, rows }) => [name, rows])),
            },
          ]),
      });
    } finally {
      await owner.close();
      line.end();
    }
  });
  const rows = manifest.files.reduce((sum, one) => sum + one.rows, 0);
  tellTerminal('cli_export_done', { target, rows, files: manifest.files.length });
}
