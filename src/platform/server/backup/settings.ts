import path from 'node:path';

/** What the operator chose; see "Backups" in docs/en/operations.md. */
export interface BackupSettings {
  /** Backup folder. */
  folder: string;
  /** It is the one in the data folder, which may be made and lies on the same disk. */
  own: boolean;
  /** Hour of the night, 0 to 23, in the clinic's zone. */
  hour: number;
  /** Days that every minute of can be restored. */
  days: number;
  /** Weeks before those of which one backup each is kept. */
  weeks: number;
  /** Most megabytes of the log that wait on the data disk while the backup folder is away. */
  waitingMegabytes: number;
}

/**
 * Reads the settings of backups from the environment.
 * @returns undefined where the operator has switched them off (`SERAMBI_BACKUP=0`)
 * @throws Error that names the setting
 */
export function backupSettings(env: NodeJS.ProcessEnv, dataDir: string): BackupSettings | undefined {
  const { SERAMBI_BACKUP: folder } = env;
  if (folder === '0') return undefined;
  return {
    folder: folder ? path.resolve(folder) : path.join(path.resolve(dataDir), 'backups'),
    own: !folder,
    hour: whole(env, 'SERAMBI_BACKUP_HOUR', 2, 0, 23),
    days: whole(env, 'SERAMBI_BACKUP_DAYS', 7, 1, 366),
    weeks: whole(env, 'SERAMBI_BACKUP_WEEKS', 4, 0, 520),
    waitingMegabytes: whole(env, 'SERAMBI_BACKUP_WAITING_MB', 2048, 16, 1_000_000),
  };
}

function whole(env: NodeJS.ProcessEnv, name: string, usual: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${text}`);
  return value;
}
