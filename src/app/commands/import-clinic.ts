import path from 'node:path';
import { readAuditKeys } from '#platform/server/audit/key.ts';
import { macKeyId } from '#platform/server/audit/mac.ts';
import { writeAudit } from '#platform/server/audit/write.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import type { Manifest } from '#platform/server/export/manifest.ts';
import { takeImport } from '#platform/server/export/take-import.ts';
import { instantOf } from '#platform/shared/time.ts';
import { optionsFromEnvironment } from './environment.ts';
import { progressLine } from './progress-line.ts';
import { tellTerminal } from './terminal-words.ts';
import { withPlatform } from './with-platform.ts';

/**
 * `serambi import clinic FILE_OR_FOLDER [--slug SLUG]`: a clinic as `export clinic` wrote it, into a database that does
 * not have it, whole or not at all. Leaves an audit row in it, and says which keys of the old data folder are wanting.
 */
export async function importWhole(file: string, options: { slug?: string }): Promise<void> {
  const { dataDir } = optionsFromEnvironment();
  const line = progressLine();
  await withPlatform(async (platform, server) => {
    const owner = openDatabase(server.adminUrl, { max: 1 });
    try {
      const { clinic, manifest, rows } = await takeImport(owner, path.resolve(file), {
        ...{ slug: options.slug, scratch: dataDir },
        onProgress: (part) => line.show('cli_import_progress', part),
        last: (tx, { id }) =>
          writeAudit(platform.auditKey, tx, id, [
            {
              ...{ at: instantOf(platform.clock.now()), actorKind: 'system', actorId: 'cli' },
              ...{ actorName: 'serambi import', event: 'clinic.imported', outcome: 'done' },
            },
          ]),
      });
      line.end();
      tellTerminal('cli_import_done', { clinic: clinic.name, slug: clinic.slug, rows });
      await tellWantingKeys(manifest, dataDir, macKeyId(platform.factorsKey));
    } finally {
      line.end();
      await owner.close();
    }
  });
}

async function tellWantingKeys({ keys }: Manifest, dataDir: string, factorsKeyId: string): Promise<void> {
  const known = await readAuditKeys(dataDir);
  const folder = path.join(dataDir, 'keys');
  for (const key of keys.audit.filter((id) => !known.has(id)))
    tellTerminal('cli_import_auditKey', { key, folder });
  if (keys.factors.some((id) => id !== factorsKeyId)) tellTerminal('cli_import_factorsKey', { folder });
}
