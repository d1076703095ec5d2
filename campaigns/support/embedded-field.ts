import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { superuser } from '#platform/server/db/cluster.ts';
import { databaseName, socketUrl } from '#platform/server/db/roles.ts';
import { readSecrets } from '#platform/server/db/secrets.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { openJournal } from './crash/acknowledged.ts';
import { dealActs } from './crash/acts.ts';
import { type Clinic, furnishClinics, layClinics } from './crash/ground.ts';
import type { Reply } from './crash/send.ts';
import { type Recalled, type Writing, write } from './crash/writer.ts';
import { seeded } from './dice.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** A Serambi with its own database, as a clinic runs it, and writers who write until they are stopped. */
export interface EmbeddedField {
  server: ServerProcess;
  clinics: Clinic[];
  writing: Writing;
  superuserUrl: string;
  dataDir: string;
  /** Folder of the writers' own files. */
  journals: string;
  /** PostgreSQL's process now; 0 while there is none. */
  postgres(): Promise<number>;
  /** Lets the writers come to an end; gives what may be sent again. */
  stopWriters(): Promise<Recalled[]>;
  /** Stops the writers, the server and its database; the folders stay. */
  close(): Promise<void>;
}

export interface EmbeddedFieldOptions {
  seed: number;
  dataDir: string;
  /** Where the writers keep what they were promised: not on the disk that is tried. */
  journals: string;
  writers: number;
  /** Share of the acts that are steps of a patient's way; the rest are single observations. */
  share: number;
  /** Waited between two acts of one writer. */
  paceMs: number;
  before?: string[];
  env?: Record<string, string>;
  cli?: string;
  /** Hears of every answer that was no acknowledgement. */
  onAway?: (reply: Reply) => void;
}

export async function openEmbeddedField(options: EmbeddedFieldOptions): Promise<EmbeddedField> {
  const { seed, dataDir, journals, before, env, cli } = options;
  await mkdir(journals, { recursive: true });
  const server = await startServerProcess({
    dataDir,
    ...(before && { before }),
    ...(env && { env }),
    ...(cli && { cli }),
  });
  try {
    return await furnished(server);
  } catch (error) {
    await server.stop();
    throw error;
  }

  async function furnished(server: ServerProcess): Promise<EmbeddedField> {
    const running = await findRunning(dataDir);
    const secrets = await readSecrets(dataDir);
    if (!running || !secrets) throw new Error('the database of the field is not running');
    const superuserUrl = socketUrl(superuser, secrets.superuser, socketDirOf(running.appUrl), databaseName);
    const clinics = await layClinics({ ...running, superuserUrl }, dataDir, {
      clinics: 1,
      teams: options.writers,
    });
    await furnishClinics(server.url, clinics);
    const writing: Writing = {
      ...{ url: server.url, stopped: false, acknowledged: 0, unknown: 0, kills: 0, paceMs: options.paceMs },
      ...{ waiting: new Map(), byKind: new Map(), recent: [], failures: [], onAcknowledged: () => undefined },
      // a browser says it with every request; who asks is not known while the database is away
      headers: { 'accept-language': 'id' },
      ...(options.onAway && { onAway: options.onAway }),
    };
    const teams = clinics.flatMap((clinic) => clinic.teams.map((team) => ({ clinic, team })));
    const writers = teams.map(async ({ clinic, team }, place) => {
      const journal = await openJournal(journals, place);
      const deal = dealActs(clinic, team, seeded(seed * 1000 + place), options.share);
      try {
        return await write(writing, deal, journal);
      } finally {
        await journal.close();
      }
    });
    const stopWriters = async () => {
      writing.stopped = true;
      return (await Promise.all(writers)).flat();
    };
    return {
      ...{ server, clinics, writing, superuserUrl, dataDir, journals, stopWriters },
      postgres: () => postmasterOf(path.join(dataDir, 'postgres', 'postmaster.pid')),
      async close() {
        writing.stopped = true;
        await server.stop();
        await Promise.allSettled(writers);
      },
    };
  }
}

/** The server may have other ideas of where temporary files lie than this process. */
function socketDirOf(url: string): string {
  return decodeURIComponent(/host=([^&]*)/.exec(url)?.[1] ?? '');
}

async function postmasterOf(file: string): Promise<number> {
  return Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]) || 0;
}
