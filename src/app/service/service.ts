import { existsSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What a service manager is told of this Serambi, whichever it is. */
export interface Service {
  /** Program and arguments; absolute paths. */
  command: string[];
  /** The project's folder. */
  folder: string;
  dataDir: string;
  env: Record<string, string>;
  /** The account that it runs as; undefined: whoever the manager itself runs as. */
  account?: string;
}

/** Settings that the service starts with when they are set now. Secrets are not among them: a unit can be read by all. */
const carried = [
  ...['PORT', 'HOST', 'SERAMBI_TLS', 'SERAMBI_TLS_PORT', 'SERAMBI_TLS_CERT', 'SERAMBI_TLS_KEY'],
  ...['SERAMBI_PAIRING_PORT', 'PUBLIC_URL', 'TRUST_PROXY', 'LANG', 'LOG_LEVEL'],
  ...['SERAMBI_BACKUP', 'SERAMBI_BACKUP_HOUR', 'SERAMBI_BACKUP_DAYS', 'SERAMBI_BACKUP_WEEKS'],
  'SERAMBI_BACKUP_WAITING_MB',
] as const;
/** Hold a password: they go into a file that the service's account alone reads. */
export const secretSettings = ['DATABASE_URL', 'DATABASE_ADMIN_URL'] as const;

/**
 * Describes this Serambi: the Node that runs now, the project that this file is of, and the settings of the environment.
 * A service is for a real clinic: an empty data folder opens no demo.
 */
export function describeService(env: NodeJS.ProcessEnv, account?: string): Service {
  const folder = realpathSync(path.join(import.meta.dirname, '../../..'));
  const dataDir = path.resolve(env.SERAMBI_DATA ?? 'data');
  const kept: Record<string, string> = Object.fromEntries(
    carried.flatMap((name) => {
      const value = env[name];
      return value ? [[name, value] as const] : [];
    }),
  );
  // the service starts in another folder than the one in which this was typed
  const backups = backupFolderOf(kept);
  if (backups) kept.SERAMBI_BACKUP = backups;
  return {
    command: [process.execPath, path.join(folder, 'bin/serambi.js'), 'start'],
    folder,
    dataDir,
    env: { ...kept, SERAMBI_DATA: dataDir, SERAMBI_DEMO: env.SERAMBI_DEMO ?? '0', NODE_ENV: 'production' },
    ...(account && { account }),
  };
}

/** Where backups go, when a folder was named and they are not switched off. */
export function backupFolderOf(env: Service['env']): string | undefined {
  const { SERAMBI_BACKUP: folder } = env;
  return folder && folder !== '0' ? path.resolve(folder) : undefined;
}

export type Manager = 'systemd' | 'systemdUser' | 'launchDaemon' | 'launchAgent';

/** @throws Error on a system that we have no service for */
export function managerHere(
  platform: NodeJS.Platform = process.platform,
  isRoot = process.getuid?.() === 0,
): Manager {
  if (platform === 'linux') return isRoot ? 'systemd' : 'systemdUser';
  if (platform === 'darwin') return isRoot ? 'launchDaemon' : 'launchAgent';
  throw new Error('A service is installed on Linux (systemd) and macOS (launchd) only; on Windows use WSL.');
}

/** Where the manager looks for its file. @param root a folder that stands for `/` */
export function fileOf(manager: Manager, root = '/', home = os.homedir()): string {
  const places: Record<Manager, string> = {
    systemd: '/etc/systemd/system/serambi.service',
    systemdUser: path.join(home, '.config/systemd/user/serambi.service'),
    launchDaemon: '/Library/LaunchDaemons/id.serambi.plist',
    launchAgent: path.join(home, 'Library/LaunchAgents/id.serambi.plist'),
  };
  return path.join(root, places[manager]);
}

/** Whether the service manager of Linux runs here; in a container it mostly does not. */
export const systemdRuns = (): boolean => existsSync('/run/systemd/system');
