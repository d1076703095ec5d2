import path from 'node:path';
import { backupFolderOf, type Service } from './service.ts';

/** Longer than the database's fast shutdown may take before it is cut (30 s) and the requests under way. */
const stopSeconds = 90;

/**
 * The unit of a Serambi (systemd.unit(5), systemd.exec(5)).
 *
 * What is shut off leaves PostgreSQL and Node what they need: V8 writes code that it then runs, so memory may be executable;
 * the database's socket lies in the data folder or, where that path is long, in /tmp, where commands at the terminal must
 * see it too; backups go to a folder that a person chooses, so more than the data folder may be written to.
 * @param options.user for a person's own manager, which can shut off less and starts with her session
 * @param options.secrets file with further settings, read if it is there
 */
export function systemdUnit(
  service: Service,
  options: { user: boolean; secrets: string; privateTmp: boolean },
): string {
  const { user, secrets, privateTmp } = options;
  const unit = [
    'Description=Serambi, the clinic workbench',
    ...(user ? [] : ['Wants=network-online.target', 'After=network-online.target']),
    // without its disk it would find an empty folder
    `RequiresMountsFor=${foldersOf(service).map(quoted).join(' ')}`,
    // a fault that comes back at once is left alone after five starts
    'StartLimitIntervalSec=300',
    'StartLimitBurst=5',
  ];
  const run = [
    'Type=exec',
    `ExecStart=${service.command.map(quoted).join(' ')}`,
    `WorkingDirectory=${escaped(service.folder)}`,
    ...(service.account ? [`User=${service.account}`, `Group=${service.account}`] : []),
    ...Object.entries(service.env).map(([name, value]) => `Environment=${quotedSetting(`${name}=${value}`)}`),
    `EnvironmentFile=-${escaped(secrets)}`,
    'Restart=on-failure',
    'RestartSec=5',
    // the first process passes the signal on and the database ends last; whatever is left then is cut off
    'KillMode=mixed',
    'KillSignal=SIGTERM',
    `TimeoutStopSec=${stopSeconds}`,
    // the first start makes the database and its tables
    'UMask=0077',
    'NoNewPrivileges=yes',
    ...(user ? [] : hardening(service, privateTmp)),
  ];
  const install = [`WantedBy=${user ? 'default.target' : 'multi-user.target'}`];
  return section('Unit', unit) + section('Service', run) + section('Install', install);
}

/** Where it writes. */
function foldersOf(service: Service): string[] {
  const backups = backupFolderOf(service.env);
  return backups ? [service.dataDir, backups] : [service.dataDir];
}

function hardening(service: Service, privateTmp: boolean): string[] {
  return [
    'ProtectSystem=full',
    'ProtectHome=read-only',
    `ReadWritePaths=${foldersOf(service).map(quoted).join(' ')}`,
    `PrivateTmp=${privateTmp ? 'yes' : 'no'}`,
    'PrivateDevices=yes',
    'ProtectKernelTunables=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelLogs=yes',
    'ProtectControlGroups=yes',
    'ProtectClock=yes',
    'ProtectHostname=yes',
    'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
    'RestrictNamespaces=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'LockPersonality=yes',
    'SystemCallArchitectures=native',
    ...capabilities(service),
  ];
}

/** None, but the one to listen on a port below 1024 where such a one was asked for. */
function capabilities({ env }: Service): string[] {
  const ports = [env.PORT, env.SERAMBI_TLS_PORT, env.SERAMBI_PAIRING_PORT].map(Number);
  const low = ports.some((port) => port > 0 && port < 1024) ? 'CAP_NET_BIND_SERVICE' : '';
  return [`CapabilityBoundingSet=${low}`, `AmbientCapabilities=${low}`];
}

function section(name: string, lines: string[]): string {
  return `[${name}]\n${lines.join('\n')}\n\n`;
}

/** In paths and settings a per cent sign begins a specifier. */
const escaped = (text: string) => text.replaceAll('%', '%%');

/** One word of a line that is split at spaces. @throws Error for a line break, which no unit can carry */
function quoted(text: string): string {
  // a dollar would name a variable
  return quotedSetting(text).replaceAll('$', '$$$$');
}

function quotedSetting(text: string): string {
  if (/[\n\r\0]/.test(text)) throw new Error(`A service cannot be told of ${JSON.stringify(text)}.`);
  return `"${escaped(text).replace(/["\\]/g, '\\$&')}"`;
}

/** Where secrets of the unit are kept, readable by root alone. @param root a folder that stands for `/` */
export function secretsFileOf(service: Service): string {
  return path.join(service.dataDir, 'service.env');
}
