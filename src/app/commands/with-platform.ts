import { thisMachine } from '#platform/server/clock/machine.ts';
import { openSteadyClock } from '#platform/server/clock/steady.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { openExternal } from '#platform/server/db/external.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { type DatabaseServer, findRunning, startEmbedded } from '#platform/server/db/supervisor.ts';
import { openLog } from '#platform/server/log.ts';
import type { Platform } from '#platform/server/platform.ts';
import { openRelay } from '#platform/server/push/relay.ts';
import { openBackups } from '../backups.ts';
import { allMigrations } from '../migrate.ts';
import { holdKeys, openPlatform } from '../server.ts';
import { optionsFromEnvironment } from './environment.ts';

/**
 * Runs a command's work on the clinic's database: the one of the server that is running on this data folder, or one
 * started for the while. What it writes reaches the screens like any other write.
 * @param work is also told where the owner of the schema reaches the database
 */
export async function withPlatform<T>(
  work: (platform: Platform, server: DatabaseServer) => Promise<T>,
): Promise<T> {
  const options = optionsFromEnvironment();
  const log = openLog();
  const server = await reachDatabase(options);
  try {
    const database = openDatabase(server.appUrl, { max: 8 });
    try {
      const relay = await openRelay(database, log);
      try {
        const clock = await openSteadyClock(database, thisMachine());
        const platform = await openPlatform({ ...options, clock }, { database, relay, log });
        if (options.databaseUrl) await holdKeys(platform, options.dataDir);
        return await work(platform, server);
      } finally {
        await relay.close();
      }
    } finally {
      await database.close();
    }
  } finally {
    await server.stop();
  }
}

async function reachDatabase(options: ReturnType<typeof optionsFromEnvironment>): Promise<DatabaseServer> {
  if (options.databaseUrl) return openExternal(options.databaseUrl, options.databaseAdminUrl);
  const running = await findRunning(options.dataDir);
  // the running server's owner stops it, not a command that borrows it
  if (running) return { ...running, stop: async () => undefined };
  // its log must be kept while a command writes too; the next start of the server puts it away
  const { dataDir, backup } = options;
  const started = await startEmbedded({ dataDir, archive: backup !== undefined });
  const backups = await openBackups(options, started, openLog());
  const migrations = await allMigrations();
  try {
    await backups.beforeMigration(started.adminUrl, migrations);
    await migrate(started.adminUrl, migrations);
  } catch (error) {
    await started.stop();
    throw error;
  } finally {
    await backups.close();
  }
  return started;
}
