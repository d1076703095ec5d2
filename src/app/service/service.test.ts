import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { firstClosed, installService, statusOfService, uninstallService } from './install.ts';
import { launchdPlist } from './launchd.ts';
import { describeService, fileOf, managerHere, type Service } from './service.ts';
import { systemdUnit } from './systemd.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const service: Service = {
  command: ['/opt/node 24/bin/node', '/opt/serambi/bin/serambi.js', 'start'],
  folder: '/opt/serambi',
  dataDir: '/srv/klinik data',
  env: { PORT: '8080', SERAMBI_DATA: '/srv/klinik data', LOG_LEVEL: 'a%b"c\\d$e' },
  account: 'serambi',
};
const shape = { user: false, secrets: '/srv/klinik data/service.env', privateTmp: true };

describe('what a service is told', () => {
  it('is this Node, this project, the settings that are set now, and no demo', () => {
    const told = describeService({
      PORT: '8090',
      HOST: '127.0.0.1',
      SERAMBI_DATA: '/srv/a',
      PATH: '/bin',
      DATABASE_URL: 'secret',
    });
    expect(told.command).toEqual([process.execPath, path.join(told.folder, 'bin/serambi.js'), 'start']);
    expect(existsSync(path.join(told.folder, 'bin/serambi.js'))).toBe(true);
    expect(told.env).toEqual({
      ...{
        PORT: '8090',
        HOST: '127.0.0.1',
        SERAMBI_DATA: '/srv/a',
        SERAMBI_DEMO: '0',
        NODE_ENV: 'production',
      },
    });
  });

  it('goes to the manager of the system and of the person', () => {
    expect(
      ['linux', 'darwin'].flatMap((one) => [true, false].map((root) => managerHere(one as 'linux', root))),
    ).toEqual([...['systemd', 'systemdUser', 'launchDaemon', 'launchAgent']]);
    expect(() => managerHere('win32', false)).toThrow(/WSL/);
  });

  it('is refused where a unit could not carry it', () => {
    const evil = { ...service, env: { LANG: 'id\nExecStart=/bin/evil' } };
    expect(() => systemdUnit(evil, shape)).toThrow(/cannot be told/);
  });

  it('names the first folder that an account cannot walk through', () => {
    const inner = path.join(folder.path, 'a/b');
    mkdirSync(inner, { recursive: true });
    chmodSync(folder.path, 0o755);
    chmodSync(path.join(folder.path, 'a'), 0o700);
    expect(firstClosed(path.join(inner, 'program'), 4242, 4242)).toBe(path.join(folder.path, 'a'));
    chmodSync(path.join(folder.path, 'a'), 0o711);
    expect(firstClosed(path.join(inner, 'program'), 4242, 4242)).toBeUndefined();
  });
});

describe('the service of macOS', () => {
  it('is a property list with the same program, settings, and time to stop', () => {
    const list = new new Window().DOMParser().parseFromString(
      launchdPlist({ ...service, env: { A: '<&">' } }),
      'application/xml',
    );
    const value = (key: string) =>
      [...list.querySelectorAll('dict > key')].find((one) => one.textContent === key)?.nextElementSibling;
    expect([...(value('ProgramArguments')?.children ?? [])].map((one) => one.textContent)).toEqual(
      service.command,
    );
    expect(value('A')?.textContent).toBe('<&">');
    expect(value('UserName')?.textContent).toBe('serambi');
    expect(value('RunAtLoad')?.tagName).toBe('true');
    expect(value('SuccessfulExit')?.tagName).toBe('false');
    expect(value('ExitTimeOut')?.textContent).toBe('90');
  });
});

describe.runIf(process.platform === 'linux')('the unit of systemd', () => {
  /** A folder that stands for `/`, with the programs that the unit names where it names them. */
  function writeRoot(): string {
    const root = path.join(folder.path, 'root');
    mkdirSync(root);
    installService({ root }, { SERAMBI_DATA: '/var/lib/serambi-data', PORT: '8080', TRUST_PROXY: '1' });
    for (const [from, to] of [['/lib/systemd/system', 'usr/lib/systemd/system']]) {
      mkdirSync(path.join(root, path.dirname(to as string)), { recursive: true });
      symlinkSync(realpathSync(from as string), path.join(root, to as string));
    }
    return root;
  }
  /** What systemd says is wrong with a unit. */
  const faults = (file: string): string =>
    spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' }).stderr;

  it('is one in which systemd itself finds no fault, for the system and for a person', () => {
    const told = describeService({ SERAMBI_DATA: folder.path, PORT: '443' }, 'root');
    const file = path.join(folder.path, 'serambi.service');
    for (const user of [false, true]) {
      execFileSync('tee', [file], {
        input: systemdUnit(told, { ...shape, user }),
        stdio: ['pipe', 'ignore', 'inherit'],
      });
      expect(
        faults(file)
          .split('\n')
          .filter((line) => line.includes('serambi')),
      ).toEqual([]);
    }
    // the check sees what it is meant to see
    const broken = systemdUnit(told, { ...shape, user: false }).replace(
      'KillMode=mixed',
      'KillMode=sideways',
    );
    execFileSync('tee', [file], { input: broken, stdio: ['pipe', 'ignore', 'inherit'] });
    expect(faults(file)).toContain('kill mode');
  });

  it('says every word to systemd as it is meant, spaces and signs included', () => {
    const unit = systemdUnit(service, shape);
    expect(unit).toContain('ExecStart="/opt/node 24/bin/node" "/opt/serambi/bin/serambi.js" "start"');
    expect(unit).toContain('Environment="LOG_LEVEL=a%%b\\"c\\\\d$e"');
    expect(unit).toContain('ReadWritePaths="/srv/klinik data"');
    expect(unit).not.toMatch(/MemoryDenyWriteExecute=yes|ProtectSystem=strict/);
  });

  it('carries over where backups go, waits for that disk and may write there', () => {
    const env = { SERAMBI_DATA: '/srv/klinik', SERAMBI_BACKUP: '/mnt/usb disk', SERAMBI_BACKUP_HOUR: '3' };
    const carrying = describeService(env);
    expect(carrying.env).toMatchObject({ SERAMBI_BACKUP: '/mnt/usb disk', SERAMBI_BACKUP_HOUR: '3' });
    const unit = systemdUnit(carrying, shape);
    expect(unit).toContain('RequiresMountsFor="/srv/klinik" "/mnt/usb disk"');
    expect(unit).toContain('ReadWritePaths="/srv/klinik" "/mnt/usb disk"');
    const without = describeService({ SERAMBI_DATA: '/srv/klinik', SERAMBI_BACKUP: '0' });
    expect(without.env.SERAMBI_BACKUP).toBe('0');
    expect(systemdUnit(without, shape)).toContain('RequiresMountsFor="/srv/klinik"\n');
  });

  it('may listen on a port below 1024 only where one was asked for', () => {
    expect(systemdUnit(service, shape)).toMatch(/^CapabilityBoundingSet=$/m);
    const low = { ...service, env: { SERAMBI_TLS_PORT: '443' } };
    expect(systemdUnit(low, shape)).toMatch(/^AmbientCapabilities=CAP_NET_BIND_SERVICE$/m);
  });

  it('is enabled by the very link that systemctl makes, and gone after uninstalling', () => {
    const root = writeRoot();
    const manager = managerHere();
    const file = fileOf(manager, root);
    const own = manager === 'systemdUser' ? ['--user'] : [];
    const enabled = () => {
      try {
        return execFileSync('systemctl', [...own, `--root=${root}`, 'is-enabled', 'serambi.service'], {
          encoding: 'utf8',
        }).trim();
      } catch (error) {
        return String((error as { stdout?: string }).stdout).trim();
      }
    };
    expect(statSync(file).mode & 0o777).toBe(0o644);
    const wants = manager === 'systemd' ? 'multi-user.target.wants' : 'default.target.wants';
    const link = path.join(path.dirname(file), wants, 'serambi.service');
    expect(path.resolve(path.dirname(link), readlinkSync(link))).toBe(file);
    if (manager === 'systemd') expect(enabled()).toBe('enabled');
    expect(statusOfService({ root })).toEqual([{ key: 'cli_service_installed', params: { file } }]);
    uninstallService({ root });
    expect([existsSync(file), existsSync(link)]).toEqual([false, false]);
    expect(statusOfService({ root })[0]?.key).toBe('cli_service_absent');
    expect(uninstallService({ root })[0]?.key).toBe('cli_service_absent');
  });

  it('starts Serambi by its own line and settings, and SIGTERM ends all of it in good order', async () => {
    chmodSync(folder.path, 0o711);
    const root = path.join(folder.path, 'root');
    mkdirSync(root);
    const data = path.join(folder.path, 'data');
    const port = await freePort();
    installService({ root }, { SERAMBI_DATA: data, PORT: String(port) });
    const unit = readFileSync(fileOf(managerHere(), root), 'utf8');
    const words =
      /^ExecStart=(.*)$/m
        .exec(unit)?.[1]
        ?.match(/"((?:[^"\\]|\\.)*)"/g)
        ?.map((one) => one.slice(1, -1)) ?? [];
    const settings = [...unit.matchAll(/^Environment="([^=]+)=(.*)"$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    const [command = '', ...args] = words;
    const cwd = /^WorkingDirectory=(.*)$/m.exec(unit)?.[1] ?? '';
    // a manager gives a service little else
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(settings) };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const ready = /Serambi is ready at (\S+)/.exec(line)?.[1];
        if (ready) resolve(ready);
      });
      void ended.then(() => reject(new Error('it ended before it was ready')));
    });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const postmaster = Number(
      readFileSync(path.join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0],
    );
    expect(() => process.kill(postmaster, 0)).not.toThrow();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(() => process.kill(postmaster, 0)).toThrow();
    expect(existsSync(path.join(data, 'postgres/postmaster.pid'))).toBe(false);
  }, 120_000);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
