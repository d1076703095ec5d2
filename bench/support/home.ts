import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Clinic } from '#platform/server/context.ts';
import { superuser } from '#platform/server/db/cluster.ts';
import { databaseName, socketUrl, withClient } from '#platform/server/db/roles.ts';
import { readSecrets } from '#platform/server/db/secrets.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { growRecord } from '#testing/search/grown.ts';
import { thrift, thriftEnv } from '../../bin/bootstrap.js';
import { type ServerProcess, startServerProcess } from '../../campaigns/support/server-process.ts';

/** A Serambi with its demo clinics on a folder of its own, in a process of its own, as a person starts it. */
export interface Home {
  folder: string;
  server: ServerProcess;
  /** Starts it anew, perhaps another build of it. @returns seconds until it was ready */
  restart(cli?: string): Promise<number>;
  /** Of the role that row-level security does not bind. */
  superuserUrl(): Promise<string>;
  clinic(): Promise<Clinic>;
  /** The record of the clinic grown to a size, with fresh statistics. @returns seconds */
  grow(resources: number, from: number): Promise<number>;
  /** What a command beside the running server prints. */
  cli(...args: string[]): string;
  /** Resident memory of the server as Linux counts it. */
  megabytes(): number;
  close(): Promise<void>;
}

/** Whose record grows. */
export const clinicSlug = 'harbor';

export async function openHome(): Promise<Home> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-bench-'));
  // started by root, PostgreSQL runs as another account and must be able to walk in
  await chmod(folder, 0o711);
  const dataDir = path.join(folder, 'data');
  const start = (cli?: string) =>
    startServerProcess({
      ...{ dataDir, demo: true, nodeFlags: thrift, env: thriftEnv },
      ...(cli !== undefined && { cli }),
    });
  const superuserUrl = async () => {
    const [running, secrets] = [await findRunning(dataDir), await readSecrets(dataDir)];
    if (!running || !secrets) throw new Error('the database of the bench is not running');
    const socketDir = decodeURIComponent(/host=([^&]*)/.exec(running.appUrl)?.[1] ?? '');
    return socketUrl(superuser, secrets.superuser, socketDir, databaseName);
  };
  const home: Home = {
    folder,
    server: await start(),
    async restart(cli) {
      await home.server.stop();
      const beganMs = performance.now();
      home.server = await start(cli);
      return (performance.now() - beganMs) / 1000;
    },
    superuserUrl,
    async clinic() {
      const { rows } = await withClient(await superuserUrl(), (client) =>
        client.query<Clinic>(
          'SELECT id, slug, name, country, zone, currency, language, demo, settings FROM platform_clinic WHERE slug = $1',
          [clinicSlug],
        ),
      );
      if (!rows[0]) throw new Error(`there is no clinic ${clinicSlug}`);
      return rows[0];
    },
    async grow(resources, from) {
      const beganMs = performance.now();
      const url = await superuserUrl();
      const { id: clinicId } = await home.clinic();
      await growRecord({ superuserUrl: url, clinicId, resources, from });
      await withClient(url, (client) => client.query('VACUUM ANALYZE'));
      return (performance.now() - beganMs) / 1000;
    },
    cli(...args) {
      const file = path.join(import.meta.dirname, '../../src/app/cli.ts');
      const env = { ...process.env, SERAMBI_DATA: dataDir };
      return execFileSync(process.execPath, [file, ...args], { env, encoding: 'utf8' });
    },
    megabytes() {
      const status = readFileSync(`/proc/${home.server.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async close() {
      await home.server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return home;
}
