import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { seeded } from '../dice.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import { openJournal } from './acknowledged.ts';
import { dealActs } from './acts.ts';
import { furnishClinics, layClinics } from './ground.ts';
import { type Recalled, type Writing, write } from './writer.ts';

/** A database that the campaign may kill, wherever it is now. */
export interface Killable {
  appUrl: string;
  adminUrl: string;
  readonly superuserUrl: string;
  remove(): Promise<void>;
}

/** A database, a server on it, and writers who write until they are stopped. */
export interface Field<D extends Killable = Killable> {
  database: D;
  server: ServerProcess;
  writing: Writing;
  /** Folder of the writers' own files. */
  journals: string;
  /** Starts the server anew at the same address. */
  restartServer(): Promise<void>;
  /** Lets the writers come to an end; gives what may be sent again. */
  stopWriters(): Promise<Recalled[]>;
  close(): Promise<void>;
}

export interface FieldOptions {
  seed: number;
  /** Another build's `src/app/cli.ts`. */
  cli?: string;
  clinics?: number;
  writersPerClinic?: number;
  /** Share of the acts that are steps of a patient's way; the rest are single observations. */
  share: number;
}

/**
 * Opens everything in a temporary folder and sets the writers to work.
 * @param openDatabase in a folder that is not there yet
 */
export async function openField<D extends Killable>(
  options: FieldOptions,
  openDatabase: (folder: string) => Promise<D>,
): Promise<Field<D>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-crash-'));
  await chmod(folder, 0o711);
  const dataDir = path.join(folder, 'data');
  const journals = path.join(folder, 'acknowledged');
  for (const one of [dataDir, journals]) await mkdir(one);
  const database = await openDatabase(path.join(folder, 'database'));
  const port = await freePort();
  const env = {
    ...{ DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl, LOG_LEVEL: 'fatal' },
    // what Node made of the sources once serves every start; a clinic's server is started once a month
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  };
  const startServer = () =>
    startServerProcess({ dataDir, port, env, ...(options.cli && { cli: options.cli }) });
  const wanted = { clinics: options.clinics ?? 2, teams: options.writersPerClinic ?? 4 };
  const clinics = await layClinics(database, dataDir, wanted);
  const server = await startServer();
  await furnishClinics(server.url, clinics);
  const writing: Writing = {
    ...{ url: server.url, stopped: false, acknowledged: 0, unknown: 0, kills: 0 },
    ...{ byKind: new Map(), waiting: new Map(), recent: [], failures: [], onAcknowledged: () => undefined },
  };
  const teams = clinics.flatMap((clinic) => clinic.teams.map((team) => ({ clinic, team })));
  const writers = teams.map(async ({ clinic, team }, place) => {
    const journal = await openJournal(journals, place);
    const deal = dealActs(clinic, team, seeded(options.seed * 1000 + place), options.share);
    try {
      return await write(writing, deal, journal);
    } finally {
      await journal.close();
    }
  });
  const field: Field<D> = {
    ...{ database, server, writing, journals },
    async restartServer() {
      field.server = await startServer();
    },
    async stopWriters() {
      writing.stopped = true;
      return (await Promise.all(writers)).flat();
    },
    async close() {
      writing.stopped = true;
      await field.server.kill();
      await Promise.allSettled(writers);
      await database.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return field;
}
