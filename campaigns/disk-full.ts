import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '#platform/server/db/cluster.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { hasWords, words } from '#platform/server/words.ts';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';
import { readJournals } from './support/crash/acknowledged.ts';
import { compare } from './support/crash/compare.ts';
import type { Reply } from './support/crash/send.ts';
import { replay } from './support/crash/writer.ts';
import { type EmbeddedField, openEmbeddedField } from './support/embedded-field.ts';
import { watchHealth } from './support/watch-health.ts';
import { startServerProcess } from './support/server-process.ts';
import { mountSmallDisk, type SmallDisk } from './support/small-disk.ts';

/** Fills the disks under a clinic at work to the last byte and frees them again. */
export interface DiskFullOptions {
  /** How often, in turn the database's disk, the log's and the one for temporary files. */
  fills: number;
  seed: number;
  /** How long a disk stays full. */
  fullMs: number;
  tell(words: string): void;
}

const kinds = ['data', 'log', 'temporary'] as const;
type Kind = (typeof kinds)[number];

/**
 * Megabytes. An empty database takes 42, 12 of them its log, which may grow to 16 (a sixteenth of the disk, four
 * files at least), its own backups 20; 16 more must be free for it to count as not full, and twenty rounds of
 * writing need the rest.
 */
const sizes: Record<Kind, number> = { data: 160, log: 64, temporary: 64 };
const leastToFill = 20 * 2 ** 20;
/**
 * From the moment there is room again to the first acknowledgement of what was sent after it. A database that stands
 * still is given a minute before it is ended.
 */
const backWithinMs = 120_000;

interface Ground {
  folder: string;
  disks: Record<Kind, SmallDisk>;
}

/** Runs it on a server of its own. @param cli another build's `src/app/cli.ts` */
export async function diskFull(options: DiskFullOptions, cli?: string): Promise<Found> {
  const ground = await layGround();
  try {
    const early = cli ? [] : await refusesToStart(ground);
    const heard: Reply[] = [];
    const field = await openEmbeddedField({
      seed: options.seed,
      // so long that the database's socket lies on the disk for temporary files
      dataDir: path.join(ground.disks.data.folder, 'a-clinic-with-quite-a-long-name'.repeat(4)),
      journals: path.join(ground.folder, 'acknowledged'),
      ...{ writers: 3, share: 0.6, paceMs: 20 },
      before: ['sh', '-c', `exec "$@" 2>>${path.join(ground.disks.log.folder, 'serambi.log')}`, 'sh'],
      env: { TMPDIR: ground.disks.temporary.folder, LOG_LEVEL: 'info' },
      onAway: (reply) => void heard.push(reply),
      ...(cli && { cli }),
    });
    try {
      field.writing.failures.push(...early);
      return await fillOften(field, ground, heard, options);
    } finally {
      for (const kind of kinds) ground.disks[kind].free();
      await field.close();
    }
  } finally {
    for (const kind of kinds) ground.disks[kind].remove();
    await rm(ground.folder, { recursive: true, force: true });
  }
}

/** On a disk that is full already Serambi must not half start: one line, and nothing made. */
async function refusesToStart({ disks: { data } }: Ground): Promise<string[]> {
  data.fill();
  try {
    const server = await startServerProcess({
      dataDir: path.join(data.folder, 'early'),
      env: { LANG: 'C', LC_ALL: 'C' },
    });
    await server.stop();
    return ['it started on a full disk'];
  } catch (error) {
    const [, , said, ...more] = (error as Error).message.split('\n');
    const folder = path.join(data.folder, 'early');
    const wanted = words('en', 'platform_error_noRoom', { folder, freeMegabytes: 0, neededMegabytes: 64 });
    return [
      ...(said === wanted && more.length === 0
        ? []
        : [`started on a full disk it says: ${said} ${more.join(' ')}`]),
      ...(existsSync(path.join(folder, 'postgres')) ? ['it left half a database'] : []),
    ];
  } finally {
    data.free();
  }
}

async function layGround(): Promise<Ground> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-disk-'));
  await chmod(folder, 0o711);
  const disk = (kind: Kind) => mountSmallDisk(path.join(folder, kind), sizes[kind]);
  return { folder, disks: { data: disk('data'), log: disk('log'), temporary: disk('temporary') } };
}

async function fillOften(
  field: EmbeddedField,
  ground: Ground,
  heard: Reply[],
  options: DiskFullOptions,
): Promise<Found> {
  const { writing } = field;
  const backMs: Record<Kind, number[]> = { data: [], log: [], temporary: [] };
  let refusedWithWords = 0;
  for (let fill = 1; fill <= options.fills; fill += 1) {
    const kind = kinds[(fill - 1) % kinds.length] ?? 'data';
    heard.length = 0;
    const round = await fillOnce(field, ground.disks[kind], kind, fill, options.fullMs, heard);
    writing.failures.push(...round.faults.map((fault) => `fill ${fill} (${kind}): ${fault}`));
    if (round.backMs !== undefined) backMs[kind].push(round.backMs);
    refusedWithWords += round.refused;
    options.tell(
      `fill ${fill} (${kind}): ${round.refused} refused, back after ${round.backMs ?? '-'} ms, ${writing.acknowledged} acknowledged`,
    );
    if (round.backMs === undefined) break;
  }
  const replayed = await replay(writing, await field.stopWriters());
  const failures = [
    ...writing.failures,
    ...(await compare(field.superuserUrl, await readJournals(field.journals))),
  ];
  const all = kinds.flatMap((kind) => backMs[kind]);
  return {
    n: options.fills,
    failures,
    control: 'missed',
    figures: {
      ...{ acknowledged: writing.acknowledged, unknownAnswers: writing.unknown, refusedWithWords, replayed },
      ...Object.fromEntries(kinds.map((kind) => [`${kind}MedianBackMs`, median(backMs[kind])])),
      worstBackMs: Math.max(0, ...all),
    },
  };
}

interface Round {
  faults: string[];
  /** Undefined when nothing was acknowledged any more. */
  backMs: number | undefined;
  refused: number;
}

async function fillOnce(
  field: EmbeddedField,
  disk: SmallDisk,
  kind: Kind,
  fill: number,
  fullMs: number,
  heard: Reply[],
): Promise<Round> {
  const faults: string[] = [];
  const health = watchHealth(field.server.url);
  // what the clinic wrote must not have filled it by itself, or nothing would ever be free again
  if (disk.freeBytes() < leastToFill) throw new Error(`the ${kind} disk is too small for this campaign`);
  disk.fill();
  heard.length = 0;
  // without it the database would not be met: what it needs of that disk it needs when it starts
  if (kind === 'temporary') process.kill(await field.postgres(), 'SIGKILL');
  if (kind === 'data' && fill % 2 === 0) await turnLogOver(field);
  await sleep(fullMs);
  const whileFull = heard.splice(0);
  if (kind !== 'log') faults.push(...(await asked(field)));
  const freedMs = performance.now();
  const back = firstAcknowledged(field, freedMs);
  disk.free();
  const tookMs = await back;
  await sleep(500);
  faults.push(...judgeRefusals(whileFull, kind), ...judgeAfter(heard.splice(0)));
  faults.push(...(await health.stop()).judge());
  if (tookMs === undefined) {
    const said = await lastLines(field.dataDir, 5);
    faults.push(`nothing was acknowledged within ${backWithinMs / 1000} s after it was freed: ${said}`);
  }
  if (field.server.child.exitCode !== null) faults.push('the server ended');
  return { faults, backMs: tookMs && Math.round(tookMs), refused: whileFull.length };
}

/** The log's present file is closed and the next one begun, which there may be no room for. */
async function turnLogOver(field: EmbeddedField): Promise<void> {
  await withClient(field.superuserUrl, async (client) => {
    for (let times = 0; times < 6; times += 1) {
      await client.query('CREATE TEMP TABLE IF NOT EXISTS turn (n int)');
      await client.query('SELECT pg_switch_wal()');
    }
  }).catch(() => undefined);
}

/** Asks for a booking of each language while the disk is full. */
async function asked(field: EmbeddedField): Promise<string[]> {
  const team = field.clinics[0]?.teams[0];
  if (!team) throw new Error('the field has no team');
  const faults: string[] = [];
  for (const language of ['en', 'id'] as const) {
    const answer = await fetch(`${field.server.url}/api/frontDesk/takeWalkIn`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${team.desk.token}`,
        'content-type': 'application/json',
        'x-serambi-language': language,
      },
      body: JSON.stringify({ patientId: team.patients[0], visitTypeCode: 'nobody knows this one' }),
      signal: AbortSignal.timeout(20_000),
    });
    const body = await answer.text();
    // what is refused for another reason before anything is written needs no room
    if (answer.status === 503 && !body.includes(words(language, 'platform_error_diskFull')))
      faults.push(`a 503 in ${language} says: ${body.slice(0, 200)}`);
    if (answer.status >= 500 && answer.status !== 503) faults.push(`a ${answer.status} in ${language}`);
  }
  return faults;
}

function judgeRefusals(replies: readonly Reply[], kind: Kind): string[] {
  if (kind === 'log' && replies.length > 0)
    return [`${replies.length} refusals though only the log was full`];
  if (kind !== 'log' && replies.length === 0) return ['nothing was refused: the disk was not felt'];
  return tally(replies, (body) => tells(body, 'diskFull'));
}

/** A person at a screen and a program that speaks FHIR are told the same in words of their own. */
function tells(body: string, code: string): boolean {
  return [`platform_error_${code}`, `fhir_general_${code}`].some(
    (key) => hasWords(key) && body.includes(words('id', key)),
  );
}

/** What was on its way when the disk was freed may still meet a database that is coming up. */
function judgeAfter(replies: readonly Reply[]): string[] {
  return tally(replies, (body) => tells(body, 'diskFull') || tells(body, 'unavailable'));
}

function tally(replies: readonly Reply[], good: (body: string) => boolean): string[] {
  const odd = replies.filter((one) => one.kind !== 'unknown' || one.body === undefined || !good(one.body));
  const first = odd[0];
  if (!first) return [];
  const said = first.kind === 'unknown' ? `${first.why} ${first.body ?? ''}` : first.body;
  return [`${odd.length} of ${replies.length} refusals without the right words: ${said.slice(0, 300)}`];
}

function firstAcknowledged(field: EmbeddedField, sinceMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => resolve(undefined), backWithinMs);
    field.writing.onAcknowledged = (sentMs) => {
      if (sentMs < sinceMs) return;
      clearTimeout(tooLong);
      field.writing.onAcknowledged = () => undefined;
      resolve(performance.now() - sinceMs);
    };
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Answers well when the write failed for want of room. */
export const smiling: readonly Patch[] = [
  {
    file: 'src/platform/server/http/app.ts',
    was: 'request.id, platform.disk);',
    becomes: `request.id, platform.disk);
    if (problem.code === 'platform.diskFull')
      return reply.send({ visitId: 'none', setId: 'none', receipt: { receiptId: 'none' } });`,
  },
  {
    file: 'src/platform/server/http/fhir/errors.ts',
    was: 'request.id, disk);',
    becomes: `request.id, disk);
    if (status === 503) return reply.status(201).send(JSON.stringify({ id: 'none' }));`,
  },
];

/** The control: a build that answers well when the write failed for want of room. */
async function smilingBuildFails(options: DiskFullOptions): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  try {
    const cli = await brokenBuild(folder, smiling);
    const { failures } = await diskFull({ ...options, fills: 1 }, cli);
    return failures.some((fault) => fault.startsWith('lost: '));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await campaign(
    'disk-full',
    { n: 20, short: 3, more: { fullMs: [6_000, 2_000] } },
    async ({ n, seed, more, tell }) => {
      const options = { fills: n, seed, fullMs: more.fullMs ?? 0, tell };
      const found = await diskFull(options);
      tell('the control');
      return {
        ...found,
        control: (await smilingBuildFails({ ...options, fullMs: 2_000 })) ? 'caught' : 'missed',
      };
    },
  );
}
