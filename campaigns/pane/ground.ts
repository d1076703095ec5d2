import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../support/free-port.ts';
import { demoPassword } from '#platform/shared/demo.ts';
import { type OwnDatabase, openOwnDatabase } from '../support/own-database.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type KillableBrowser, openKillableBrowser } from './browser.ts';

export const login = (role: string) => `${role}@melati.demo`;

/** A demo clinic whose database, server and browser are three processes, each to be killed by itself. */
export interface PaneField {
  database: OwnDatabase;
  server: ServerProcess;
  browser: KillableBrowser;
  url: string;
  restartServer(): Promise<void>;
  restartBrowser(): Promise<void>;
  /** Calls a verb as somebody of the demo clinic, past the screens. */
  call(role: string, verb: string, input: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function openPaneField(cli?: string): Promise<PaneField> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-pane-'));
  const dataDir = path.join(folder, 'data');
  await mkdir(dataDir);
  const database = await openOwnDatabase(path.join(folder, 'database'));
  const port = await freePort();
  const env = {
    ...{
      DATABASE_URL: database.appUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      LOG_LEVEL: 'fatal',
    },
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  };
  const start = () =>
    startServerProcess({ dataDir, port, demo: true, env, withinMs: 300_000, ...(cli && { cli }) });
  const cookies = new Map<string, string>();
  const field: PaneField = {
    ...{ database, server: await start(), browser: await openKillableBrowser() },
    url: `http://127.0.0.1:${port}`,
    async restartServer() {
      field.server = await start();
    },
    async restartBrowser() {
      field.browser = await openKillableBrowser();
    },
    async call(role, verb, input) {
      const ask = (route: string, body: object, cookie = '') =>
        fetch(`${field.url}/api/${route}`, {
          ...{ method: 'POST', body: JSON.stringify(body) },
          headers: { 'content-type': 'application/json', origin: field.url, cookie },
        });
      if (!cookies.has(role)) {
        const answer = await ask('identity/signIn', { login: login(role), password: demoPassword });
        if (!answer.ok) throw new Error(`${role} was not signed in: ${await answer.text()}`);
        const given = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
        cookies.set(role, given.join('; '));
      }
      const answer = await ask(verb, input, cookies.get(role));
      if (!answer.ok) throw new Error(`${verb} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Record<string, unknown>;
    },
    async close() {
      await field.browser.close().catch(() => undefined);
      await field.server.kill();
      await database.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return field;
}
