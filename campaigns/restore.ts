import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase } from '#platform/server/backup/copy-cluster.ts';
import type { Manifest } from '#platform/server/backup/manifest.ts';
import { restore } from '#platform/server/backup/restore.ts';
import { tryBase } from '#platform/server/backup/trial.ts';
import { verifyFolder } from '#platform/server/backup/verify.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { startEmbedded } from '#platform/server/db/supervisor.ts';
import { type BackedUp, openBackedUp } from '#testing/backup.ts';
import { openTestClinic } from '#testing/clinic.ts';
import { startTestServer } from '#testing/server.ts';
import { brokenBuild } from './support/broken-build.ts';
import { type Asked, campaign, type Found } from './support/campaign.ts';
import { pick } from './support/dice.ts';
import { contentsOf, unequal } from './support/restore/contents.ts';
import { disturb, flipByte, type Verify } from './support/restore/tampering.ts';
import { Writers } from './support/restore/writers.ts';

/** A moment at which nobody wrote, with what every table held then. */
interface Moment {
  at: string;
  contents: Map<string, string>;
}

/** One database that was written on while it was backed up. */
interface Written {
  own: BackedUp;
  /** Name of the clinic's database in the cluster. */
  name: string;
  base: Manifest;
  moments: Moment[];
  writers: Writers;
  close(): Promise<void>;
}

/** Writes, backs up, writes on; now and then everybody stands still and the tables are read. */
async function writeAndBackUp(asked: Asked): Promise<Written> {
  const { random } = asked;
  const own = await openBackedUp();
  const { server } = await startTestServer(own.server.superuserUrl);
  const clinic = await openTestClinic({ country: random() < 0.5 ? 'ID' : 'US', server, now: Date.now });
  const name = /\/([^/?]+)\?/.exec(clinic.database.superuserUrl)?.[1] ?? '';
  const writers = new Writers(clinic, random);
  const patients = 5 + Math.floor(random() * (asked.short ? 30 : 300));
  for (let made = 0; made < patients; made += 1) await writers.write();
  writers.start(1 + Math.floor(random() * 4), 5 + random() * 60);
  const base = await own.base();
  const moments: Moment[] = [];
  for (let count = 0; count < 3; count += 1) {
    await sleep(100 + random() * 700);
    moments.push(
      await writers.inSilence(async () => {
        const contents = await contentsOf(clinic.database.superuserUrl);
        const at = new Date().toISOString();
        // the next write belongs to a later millisecond
        await sleep(5);
        return { at, contents };
      }),
    );
    if (random() < 0.5) await own.closeLog();
  }
  await sleep(200);
  await writers.stop();
  await own.closeLog();
  const close = async () => {
    await clinic.close();
    await own.remove();
  };
  return { own, name, base, moments, writers, close };
}

/** Restores to a moment and reads the tables there. */
async function at<T>(written: Written, when: string, read: (url: string) => Promise<T>): Promise<T> {
  const { own, name } = written;
  const into = path.join(own.root, `restored-${when.replaceAll(/[^0-9]/g, '')}`);
  await restore({ folder: own.folder, key: own.keys.current, into, at: when, now: Date.now });
  const server = await startEmbedded({ dataDir: into, fsync: false });
  try {
    return await read(onDatabase(server.superuserUrl, name));
  } finally {
    await server.stop();
    await rm(server.home, { recursive: true, force: true });
    await rm(into, { recursive: true, force: true });
  }
}

async function judgeRestores(asked: Asked, written: Written, round: number): Promise<string[]> {
  const failures: string[] = [];
  const moment = pick(written.moments, asked.random);
  const restored = await at(written, moment.at, contentsOf);
  const differing = unequal(moment.contents, restored);
  if (differing.length > 0)
    failures.push(`database ${round} at ${moment.at}: ${differing.join(', ')} not equal`);
  failures.push(...(await judgeMoment(asked, written, round)));
  const { own, base } = written;
  const trial = await tryBase({ folder: own.folder, keys: [own.keys.current], beside: own.server.at }, base);
  if (!trial.compared && !asked.short)
    asked.tell(`database ${round}: no silent moment to count the tables in`);
  return failures;
}

/** At any moment exactly what was acknowledged before it is there; what was begun after it is not. */
async function judgeMoment(asked: Asked, written: Written, round: number): Promise<string[]> {
  const from = Date.parse(written.base.consistentAt);
  const to = Math.max(...written.writers.written.map((one) => one.acknowledgedMs));
  const whenMs = Math.round(from + asked.random() * (to - from));
  const when = new Date(whenMs).toISOString();
  const there = await at(written, when, (url) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ id: string }>('SELECT patient_id AS id FROM records_patient');
      return new Set(rows.map((row) => row.id));
    }),
  );
  const lost = written.writers.written.filter(
    (one) => one.acknowledgedMs < whenMs && !there.has(one.patientId),
  );
  const early = written.writers.written.filter((one) => one.begunMs > whenMs && there.has(one.patientId));
  return [
    ...lost.map((one) => `database ${round} at ${when}: ${one.patientId}, acknowledged before, is lost`),
    ...early.map((one) => `database ${round} at ${when}: ${one.patientId}, begun after, is there`),
  ];
}

async function judgeTampering(asked: Asked, { own }: Written, flips: number): Promise<string[]> {
  const { folder, keys } = own;
  const failures: string[] = [];
  const whole = await verifyFolder(folder, keys.current);
  failures.push(...whole.faults.map((fault) => `whole, and yet: ${fault.message}`));
  for (let count = 0; count < flips; count += 1) {
    const missed = await flipByte(folder, keys.current, asked.random, verifyFolder);
    if (missed) failures.push(missed);
  }
  for (const how of ['cut', 'missing', 'swapped'] as const) {
    for (let count = 0; count < Math.ceil(flips / 10); count += 1) {
      const missed = await disturb(how, folder, keys.current, asked.random, verifyFolder);
      if (missed) failures.push(missed);
    }
  }
  return failures;
}

/** A build that reads chunks without asking whether they are what was written must miss some of the flips. */
async function brokenBuildMisses(asked: Asked, { own }: Written, flips: number): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  try {
    const file = 'src/platform/server/backup/seal.ts';
    const cli = await brokenBuild(folder, [{ file, was: '      decipher.final();\n', becomes: '' }]);
    const broken = path.join(path.dirname(cli), '../platform/server/backup/verify.ts');
    const { verifyFolder: verify } = (await import(pathToFileURL(broken).href)) as { verifyFolder: Verify };
    // errors of the copy are of its own classes: what it throws it has noticed
    const noticing: Verify = (place, key) => verify(place, key);
    for (let count = 0; count < flips; count += 1) {
      if (await flipByte(own.folder, own.keys.current, asked.random, noticing)) return true;
    }
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(asked: Asked): Promise<Found> {
  const failures: string[] = [];
  const flips = asked.more.flips ?? 0;
  let control: Found['control'] = 'missed';
  let writes = 0;
  for (let round = 0; round < asked.n; round += 1) {
    const written = await writeAndBackUp(asked);
    try {
      failures.push(...(await judgeRestores(asked, written, round)));
      writes += written.writers.written.length;
      if (round === asked.n - 1) {
        failures.push(...(await judgeTampering(asked, written, flips)));
        control = (await brokenBuildMisses(asked, written, flips * 3)) ? 'caught' : 'missed';
      }
    } finally {
      await written.close();
    }
    asked.tell(`database ${round + 1} of ${asked.n}, ${failures.length} failures`);
  }
  return { n: asked.n, failures, control, figures: { flips, writes } };
}

await campaign('restore', { n: 20, short: 1, more: { flips: [100, 15] } }, run);
