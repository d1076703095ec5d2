import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '#platform/server/db/roles.ts';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';
import { readJournals } from './support/crash/acknowledged.ts';
import { compare } from './support/crash/compare.ts';
import { replay } from './support/crash/writer.ts';
import { seeded, shuffled } from './support/dice.ts';
import { type EmbeddedField, openEmbeddedField } from './support/embedded-field.ts';
import { databaseToo, type FalseClock, openFalseClock, seenWithinMs } from './support/false-clock.ts';
import { openPatientsWay } from './support/patients-way.ts';
import { jumpOnce } from './support/jump-once.ts';

/** Sets the clock of a clinic at work, and mends it again. */
export interface ClocksOptions {
  /** How often it is set wrong. */
  jumps: number;
  /** The jumps in milliseconds, in place of all in an order of the dice. */
  only?: readonly number[];
  seed: number;
  tell(words: string): void;
}

const second = 1_000;
const day = 86_400 * second;
const sizes = [second, 3_600 * second, day, 3_652 * day];
/** A reading of the watch, and what passes between the two looks, is off by less. */
const toleranceMs = 400;
const all = sizes.flatMap((size) => [size, -size]);

/** Runs it on a build that hands the false clock on to its database. @param patches more, for a broken build */
export async function clocks(options: ClocksOptions, patches: readonly Patch[] = []): Promise<Found> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-clocks-'));
  await chmod(folder, 0o711);
  try {
    const cli = await brokenBuild(path.join(folder, 'build'), [databaseToo, ...patches]);
    const clock = openFalseClock(path.join(folder, 'clock'));
    const field = await openEmbeddedField({
      seed: options.seed,
      dataDir: path.join(folder, 'data'),
      journals: path.join(folder, 'acknowledged'),
      // the writers' charts are single observations; patients are led through their visits one for each jump
      ...{ writers: 2, share: 0, paceMs: 100, cli, env: clock.env },
    });
    try {
      await mustTakeHold(field, clock);
      return await jumpOften(field, clock, options);
    } finally {
      clock.set(0);
      await field.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A clock that moves nothing would prove nothing. @throws Error */
async function mustTakeHold(field: EmbeddedField, clock: FalseClock): Promise<void> {
  clock.set(day);
  const { headers } = await fetch(`${field.server.url}/healthz`);
  const ofDatabase = await databaseNow(field.superuserUrl);
  await sleep(seenWithinMs);
  clock.set(0);
  await sleep(seenWithinMs);
  for (const [who, ms] of [
    ['the server', Date.parse(headers.get('date') ?? '')],
    ['the database', ofDatabase],
  ] as const) {
    const off = Math.abs(ms - Date.now() - day);
    // the server writes its Date header anew once a second
    if (!(off < 10 * second) && who === 'the database')
      throw new Error(`${who} does not go by the false clock`);
  }
}

async function databaseNow(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    return rows[0]?.ms ?? 0;
  });
}

async function jumpOften(field: EmbeddedField, clock: FalseClock, options: ClocksOptions): Promise<Found> {
  const random = seeded(options.seed);
  const order: number[] = [...(options.only ?? [])];
  while (order.length < options.jumps) order.push(...shuffled(all, random));
  const way = await openPatientsWay(field);
  const failures: string[] = [];
  const slowestMs: number[] = [];
  for (const [place, byMs] of order.slice(0, options.jumps).entries()) {
    const round = await jumpOnce(field, clock, way, byMs);
    failures.push(...round.faults.map((fault) => `jump ${place + 1} (${byMs / second} s): ${fault}`));
    slowestMs.push(round.slowestMs);
    options.tell(`jump ${place + 1} (${byMs / second} s): ${round.faults.length} failures`);
    if (failures.length > 60) break;
  }
  await sleep(2_500);
  const replayed = await replay(field.writing, await field.stopWriters());
  await way.close();
  failures.push(
    ...field.writing.failures,
    ...(await untold(field.superuserUrl, order.slice(0, options.jumps))),
    ...(await compare(field.superuserUrl, await readJournals(field.journals))),
  );
  const { acknowledged, unknown } = field.writing;
  return {
    n: options.jumps,
    failures,
    control: 'missed',
    figures: {
      ...{ acknowledged, unknownAnswers: unknown, patients: way.count(), replayed },
      slowestActMs: Math.round(Math.max(0, ...slowestMs)),
    },
  };
}

/** Each jump and its mending is a row of the trail; nothing of the job queue waits for a year that is over. */
async function untold(url: string, jumps: readonly number[]): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows: told } = await client.query<{ byMs: number }>(
      "SELECT (details->>'byMs')::float8 AS \"byMs\" FROM audit_event WHERE event = 'platform.clockSet' ORDER BY id",
    );
    const left = told.map((row) => row.byMs);
    const missing = jumps
      .flatMap((byMs) => [byMs, -byMs])
      .filter((byMs) => {
        const at = left.findIndex((one) => Math.abs(one - byMs) < toleranceMs);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
    // what proved at the start that the false clock takes hold is told too
    const odd = left.filter((byMs) => Math.abs(Math.abs(byMs) - day) >= toleranceMs);
    const { rows: waiting } = await client.query<{ ahead: number }>(`
      SELECT (SELECT count(*)::int FROM pgboss.version WHERE greatest(cron_on, bam_on, flow_on) > now() + interval '2 minutes')
        + (SELECT count(*)::int FROM pgboss.queue WHERE greatest(monitor_on, maintain_on) > now() + interval '2 minutes')
        AS ahead`);
    const ahead = waiting[0]?.ahead ?? 0;
    return [
      ...missing.map((byMs) => `the trail does not say that the clock was set by ${byMs} ms`),
      ...odd.map((byMs) => `the trail says that the clock was set by ${byMs} ms, which nobody did`),
      ...(ahead > 0 ? [`${ahead} rounds of the job queue wait for a time that is to come`] : []),
    ];
  });
}

/** The control: a build in which sessions and lock-outs go by the clock that somebody can set. */
export const settable: Patch = {
  file: 'src/platform/shared/time.ts',
  was: 'return instantOf(clock.steady?.() ?? clock.now());',
  becomes: 'return instantOf(clock.now());',
};

if (import.meta.main) {
  await campaign('clocks', { n: 40, short: 8 }, async ({ n, seed, tell }) => {
    const found = await clocks({ jumps: n, seed, tell });
    tell('the control');
    const broken = await clocks({ jumps: 2, only: [-day, -3_600 * second], seed, tell }, [settable]);
    const caught = broken.failures.some((fault) => fault.includes('was stretched'));
    return { ...found, control: caught ? 'caught' : 'missed' };
  });
}
