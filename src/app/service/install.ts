import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchdPlist } from './launchd.ts';
import {
  describeService,
  fileOf,
  type Manager,
  managerHere,
  secretSettings,
  type Service,
  systemdRuns,
} from './service.ts';
import { secretsFileOf, systemdUnit } from './systemd.ts';

export interface ServiceOptions {
  /** A folder that stands for `/`: the file and its link are written there and nothing is started. */
  root?: string;
  /** The account of a system service. */
  account?: string;
}

/** What was done and what is left to do, as lines for the terminal: message key and parameters. */
export type Told = { key: string; params: Record<string, string> }[];

const defaultAccount = 'serambi';
/** Room for a socket path in `sockaddr_un`, as `platform/server/db/placement.ts` has it. */
const longestSocketPath = 107;

/**
 * Writes the service's file, has it start with the machine, and starts it.
 * @throws Error with what to do, when the account cannot reach the program or does not own the data folder
 */
export function installService(options: ServiceOptions, env: NodeJS.ProcessEnv = process.env): Told {
  const manager = managerHere();
  const account = manager === 'systemd' ? (options.account ?? defaultAccount) : undefined;
  const service = describeService(env, account ?? (manager === 'launchDaemon' ? options.account : undefined));
  const file = fileOf(manager, options.root);
  if (account && !options.root) readyAccount(service, account);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, textOf(manager, service), { mode: 0o644 });
  const told: Told = [{ key: 'cli_service_written', params: { file } }];
  if (manager === 'systemd' || manager === 'systemdUser') {
    enable(manager, file);
    if (!options.root) keepSecrets(service, env);
  }
  if (options.root) return told;
  return [...told, ...start(manager, file)];
}

function textOf(manager: Manager, service: Service): string {
  if (manager === 'launchDaemon' || manager === 'launchAgent') return launchdPlist(service);
  const socket = path.join(service.dataDir, 'socket/.s.PGSQL.5432');
  return systemdUnit(service, {
    user: manager === 'systemdUser',
    secrets: secretsFileOf(service),
    privateTmp: Buffer.byteLength(socket) <= longestSocketPath,
  });
}

/** What `systemctl enable` does with our unit; without it a machine where systemd does not run yet would not start us. */
function enable(manager: 'systemd' | 'systemdUser', file: string): void {
  const link = linkOf(manager, file);
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(path.join('..', path.basename(file)), link);
}

function linkOf(manager: Manager, file: string): string {
  const target = manager === 'systemd' ? 'multi-user.target.wants' : 'default.target.wants';
  return path.join(path.dirname(file), target, path.basename(file));
}

/** An account without a password and a home of its own, which owns the data folder and can walk to the program. */
function readyAccount({ dataDir, command }: Service, account: string): void {
  if (!isAccount(account))
    run('useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', account);
  const uid = Number(execFileSync('id', ['-u', account], { encoding: 'utf8' }));
  const gid = Number(execFileSync('id', ['-g', account], { encoding: 'utf8' }));
  for (const program of command.slice(0, 2)) {
    const closed = firstClosed(program, uid, gid);
    if (closed)
      throw new Error(
        `The account ${account} cannot reach ${program}: ${closed} lets nobody else pass. Move Serambi to /opt/serambi, or run: chmod o+x ${closed}`,
      );
  }
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (readdirSync(dataDir).length === 0) chownSync(dataDir, uid, gid);
  else if (statSync(dataDir).uid !== uid)
    throw new Error(
      `The data folder ${dataDir} belongs to another account. Stop Serambi, run: chown -R ${account}: ${dataDir}   and install again. If it holds a file postgres.location, started by root before, move the folder that it names there first (see docs, Operations).`,
    );
}

function isAccount(account: string): boolean {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(account)) throw new Error(`${account} is no name of an account.`);
  try {
    execFileSync('id', ['-u', account], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The first folder on the way to a program that an account cannot walk through. */
export function firstClosed(program: string, uid: number, gid: number): string | undefined {
  const parts = path.dirname(program).split(path.sep).filter(Boolean);
  for (let count = 0; count <= parts.length; count += 1) {
    const folder = `/${parts.slice(0, count).join('/')}`;
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return undefined;
}

/** Settings with a password go to a file of their own; a unit is there for all to read. */
function keepSecrets(service: Service, env: NodeJS.ProcessEnv): void {
  const lines = secretSettings.flatMap((name) =>
    env[name] ? [`${name}="${env[name]?.replace(/["\\]/g, '\\$&')}"`] : [],
  );
  if (lines.length > 0) writeFileSync(secretsFileOf(service), `${lines.join('\n')}\n`, { mode: 0o600 });
}

function start(manager: Manager, file: string): Told {
  if (manager === 'launchDaemon' || manager === 'launchAgent') {
    const domain = manager === 'launchDaemon' ? 'system' : `gui/${process.getuid?.()}`;
    run('launchctl', 'bootstrap', domain, file);
    return [{ key: 'cli_service_started', params: {} }];
  }
  if (!systemdRuns()) return [{ key: 'cli_service_noManager', params: {} }];
  const own = manager === 'systemdUser' ? ['--user'] : [];
  run('systemctl', ...own, 'daemon-reload');
  run('systemctl', ...own, 'restart', 'serambi.service');
  const told: Told = [{ key: 'cli_service_started', params: {} }];
  // a person's manager ends with her last session unless she is allowed to linger
  if (manager === 'systemdUser')
    told.push({ key: 'cli_service_linger', params: { name: os.userInfo().username } });
  return told;
}

/** Stops the service and takes its file away; data and account stay. */
export function uninstallService(options: ServiceOptions): Told {
  const manager = managerHere();
  const file = fileOf(manager, options.root);
  if (!existsSync(file)) return [{ key: 'cli_service_absent', params: {} }];
  const isSystemd = manager === 'systemd' || manager === 'systemdUser';
  const own = manager === 'systemdUser' ? ['--user'] : [];
  if (!options.root && isSystemd && systemdRuns()) run('systemctl', ...own, 'stop', 'serambi.service');
  if (!options.root && !isSystemd) {
    const domain = manager === 'launchDaemon' ? 'system' : `gui/${process.getuid?.()}`;
    run('launchctl', 'bootout', `${domain}/id.serambi`);
  }
  if (isSystemd) rmSync(linkOf(manager, file), { force: true });
  rmSync(file);
  if (!options.root && isSystemd && systemdRuns()) run('systemctl', ...own, 'daemon-reload');
  return [{ key: 'cli_service_removed', params: { file } }];
}

/** Whether it is installed and, where the manager runs, what it says of it. */
export function statusOfService(options: ServiceOptions): Told {
  const manager = managerHere();
  const file = fileOf(manager, options.root);
  if (!existsSync(file)) return [{ key: 'cli_service_absent', params: {} }];
  const told: Told = [{ key: 'cli_service_installed', params: { file } }];
  if (options.root) return told;
  const isSystemd = manager === 'systemd' || manager === 'systemdUser';
  if (isSystemd && !systemdRuns()) return [...told, { key: 'cli_service_noManager', params: {} }];
  const own = manager === 'systemdUser' ? ['--user'] : [];
  const domain = manager === 'launchDaemon' ? 'system' : `gui/${process.getuid?.()}`;
  const state = isSystemd
    ? said('systemctl', ...own, 'is-active', 'serambi.service')
    : said('launchctl', 'print', `${domain}/id.serambi`).match(/state = (\w+)/)?.[1];
  return [...told, { key: 'cli_service_state', params: { state: state || '?' } }];
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function said(command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch (error) {
    // "inactive" comes with an exit code of its own
    return String((error as { stdout?: string }).stdout ?? '').trim();
  }
}
