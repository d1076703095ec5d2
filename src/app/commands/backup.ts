import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLatest } from '#platform/server/backup/archive.ts';
import { BackupFault } from '#platform/server/backup/fault.ts';
import { keysOf, readBases } from '#platform/server/backup/folder.ts';
import { openKeys } from '#platform/server/backup/key-store.ts';
import { sizeOf } from '#platform/server/backup/manifest.ts';
import { parseRecoveryKey } from '#platform/server/backup/recovery-key.ts';
import type { BackupSettings } from '#platform/server/backup/settings.ts';
import { verifyFolder } from '#platform/server/backup/verify.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { findRunning, startEmbedded } from '#platform/server/db/supervisor.ts';
import { openLog } from '#platform/server/log.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { openBackups } from '../backups.ts';
import { allMigrations } from '../migrate.ts';
import { optionsFromEnvironment } from './environment.ts';
import { tellTerminal } from './terminal-words.ts';
import { withPlatform } from './with-platform.ts';

/** `serambi backup now`: by the running server, or by this command where none runs. */
export async function backUpNow(): Promise<void> {
  const options = optionsFromEnvironment();
  settingsOf(options.backup);
  const running = await findRunning(options.dataDir);
  const fault = running ? await askServer() : await backUpHere();
  if (fault) throw fault;
  tellTerminal('cli_backup_good', { folder: settingsOf(options.backup).folder });
}

async function askServer(): Promise<BackupFault | undefined> {
  return withPlatform(async ({ database, clock }) => {
    const id = uuidv7(clock.now());
    await database.pool.query(
      "INSERT INTO platform_backup (id, reason, state, asked_at) VALUES ($1, 'asked', 'asked', now())",
      [id],
    );
    for (;;) {
      await sleep(500);
      const { rows } = await database.pool.query<{ over: boolean; fault: string | null; params: unknown }>(
        `SELECT state = 'failed' OR (state = 'good' AND trial IN ('good', 'failed', 'none')) AS over, fault,
           fault_params AS params FROM platform_backup WHERE id = $1`,
        [id],
      );
      const [row] = rows;
      if (!row?.over) continue;
      const params = typeof row.params === 'string' ? JSON.parse(row.params) : (row.params ?? {});
      return row.fault === null ? undefined : new BackupFault(row.fault as BackupFault['code'], params);
    }
  });
}

async function backUpHere(): Promise<BackupFault | undefined> {
  const options = optionsFromEnvironment();
  const server = await startEmbedded({ dataDir: options.dataDir, archive: true });
  const backups = await openBackups(options, server, openLog());
  try {
    await migrate(server.adminUrl, await allMigrations());
    return await backups.keeper?.runNow('asked');
  } finally {
    await backups.close();
    await server.stop();
    await backups.putAwayRest();
  }
}

/** `serambi backup list [FOLDER]`: the backups that lie there, and until when the log reaches. */
export async function listBackups(given?: string): Promise<void> {
  const { folder, key } = await folderAndKey(given);
  const keys = await keysOf(folder, key);
  const { bases, faults } = await readBases(folder, keys);
  for (const base of bases) {
    const megabytes = (sizeOf(base) / 1e6).toFixed(1).padStart(9);
    process.stdout.write(`${base.id.padEnd(28)} ${base.consistentAt} ${megabytes} MB\n`);
  }
  const latest = await readLatest(folder, keys);
  if (latest) tellTerminal('cli_backup_until', { until: latest.closedAt });
  if (faults[0]) throw faults[0];
}

/** `serambi backup verify [FOLDER]`: reads every file there and names what is damaged or missing. */
export async function verifyBackups(given?: string): Promise<void> {
  const { folder, key } = await folderAndKey(given);
  const { faults, files, bases } = await verifyFolder(folder, key);
  for (const fault of faults) tellTerminal(`backup_fault_${fault.code}`, fault.params);
  if (faults.length > 0) process.exitCode = 1;
  else tellTerminal('cli_backup_whole', { files, bases });
}

async function folderAndKey(given: string | undefined): Promise<{ folder: string; key: Uint8Array }> {
  const { backup, dataDir } = optionsFromEnvironment();
  const folder = given ? path.resolve(given) : settingsOf(backup).folder;
  const typed = process.env.SERAMBI_RECOVERY_KEY;
  const key = typed ? parseRecoveryKey(typed) : (await openKeys(dataDir, new Date().toISOString())).current;
  return { folder, key };
}

function settingsOf(backup: BackupSettings | undefined): BackupSettings {
  if (!backup) throw new BackupFault('notKept');
  return backup;
}
