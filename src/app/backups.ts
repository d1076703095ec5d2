import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { type AnchorTarget, readAnchors, writeAnchors } from '#platform/server/audit/anchor.ts';
import { BackupFault } from '#platform/server/backup/fault.ts';
import { BackupKeeper } from '#platform/server/backup/keeper.ts';
import type { BackupSettings } from '#platform/server/backup/settings.ts';
import { type Migration, pendingMigrations } from '#platform/server/db/migrate.ts';
import { withClient } from '#platform/server/db/roles.ts';
import type { DatabaseServer, EmbeddedServer } from '#platform/server/db/supervisor.ts';
import type { Platform } from '#platform/server/platform.ts';
import { type Clock, systemClock } from '#platform/shared/time.ts';
import { backupsChanged } from '#slices/backups/server/index.ts';
import { auditStands } from './audit-on-trial.ts';

/** Backups as a server's start and end see them; each step does nothing where there are none. */
export interface Backups {
  keeper: BackupKeeper | undefined;
  /** Where the audit trail's seals are written down beside the data folder. */
  anchors: AnchorTarget[];
  /** @throws BackupFault `beforeMigration`: the migration must not start */
  beforeMigration(adminUrl: string, migrations: Migration[]): Promise<void>;
  /** Once the tables are there. */
  start(platform: Platform): Promise<void>;
  /** Before the database stops. */
  close(): Promise<void>;
  /** After it has stopped. */
  putAwayRest(): Promise<void>;
}

/** Opens the backups of an embedded database. Another's database is backed up by whoever runs it. */
export async function openBackups(
  options: { backup?: BackupSettings | undefined; dataDir: string; clock?: Clock | undefined },
  server: DatabaseServer | EmbeddedServer,
  log: Logger,
): Promise<Backups> {
  const { backup: settings, clock = systemClock } = options;
  const dataDir = path.resolve(options.dataDir);
  const keeper =
    settings && 'superuserUrl' in server
      ? new BackupKeeper({
          ...{ server, dataDir, settings, clock, log, version: await versionOfSerambi() },
          checks: [auditStands],
        })
      : undefined;
  await keeper?.open();
  return {
    keeper,
    anchors: keeper ? [anchorsBeside(keeper)] : [],
    async beforeMigration(adminUrl, migrations) {
      if (!keeper || process.env.SERAMBI_MIGRATE_WITHOUT_BACKUP === '1') return;
      const pending = await pendingMigrations(adminUrl, migrations);
      if (pending.length === 0 || !(await holdsClinic(adminUrl))) return;
      try {
        await keeper.beforeMigration();
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        throw new BackupFault('beforeMigration', { detail }, error);
      }
    },
    async start(platform) {
      if (!keeper) return;
      keeper.onChange = () => backupsChanged(platform);
      await keeper.start();
    },
    close: async () => keeper?.close(),
    putAwayRest: async () => keeper?.putAwayRest(),
  };
}

/** Anchors in the backup folder. While it is away they are not missed: the next seal's stands for those before it. */
function anchorsBeside(keeper: BackupKeeper): AnchorTarget {
  const folder = path.join(keeper.folder, 'anchors');
  return {
    read: async () => (keeper.isThere ? readAnchors(folder) : []),
    write: async (anchors) => {
      if (keeper.isThere) await writeAnchors(folder, anchors);
    },
  };
}

/** Before there is a clinic there is nothing to lose. */
async function holdsClinic(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const table = await client.query<{ there: boolean }>(
      "SELECT to_regclass('platform_clinic') IS NOT NULL AS there",
    );
    if (!table.rows[0]?.there) return false;
    return (await client.query('SELECT FROM platform_clinic LIMIT 1')).rowCount === 1;
  });
}

/** As package.json has it. */
export async function versionOfSerambi(): Promise<string> {
  const text = await readFile(path.join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
