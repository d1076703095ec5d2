import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServer } from '#app/server.ts';
import { addDays } from '#platform/shared/time.ts';
import { bookingWays } from './race/book.ts';
import type { Fault, Outcome, Way } from './race/contest.ts';
import { firstDay, type Ground, layGround, morningClock, openRaceClinic } from './race/ground.ts';
import { importWays } from './race/import.ts';
import { layClinic } from './race/lay.ts';
import { movingWays } from './race/move.ts';
import { queueWays } from './race/queue.ts';
import { deadlocks, dropTheConstraint, overlapsLeft } from './race/tables.ts';
import { thingWays } from './race/things.ts';
import { togetherWays } from './race/together.ts';
import { waitlistWays } from './race/waitlist.ts';
import { campaign, type Found } from './support/campaign.ts';
import { seeded } from './support/dice.ts';

/** Many want one time, by every way into the calendar: as many get it as may, the others a refusal that names other times. */
export interface RaceOptions {
  /** How many want each time. */
  n: number;
  rounds: number;
  seed: number;
  /** One way alone, by its name. */
  only?: string | undefined;
  tell(words: string): void;
}

/** Those that take other days beside the time's come first: see `timeOf`. */
const ways: readonly Way[] = [
  ...togetherWays,
  ...bookingWays,
  ...movingWays,
  ...thingWays,
  ...waitlistWays,
  ...importWays,
  ...queueWays,
];

/** Runs the race on a server and a database of its own, then once more with the constraint dropped. */
export async function race(options: RaceOptions): Promise<Found> {
  if (options.rounds > mostRounds) throw new Error(`at most ${mostRounds} rounds: there are no more days`);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-race-'));
  // started by root, PostgreSQL runs as another account: it must be able to walk in, or it lies elsewhere and is left behind
  await chmod(dataDir, 0o711);
  const server = await startServer({
    ...{ dataDir, port: 0, clock: morningClock(), beforeReady: openRaceClinic },
  });
  let ground: Ground | undefined;
  try {
    ground = await layGround(server, dataDir, options.n);
    await layClinic(ground);
    return await runAll(ground, options);
  } finally {
    await ground?.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runAll(ground: Ground, options: RaceOptions): Promise<Found> {
  const chosen = ways.filter((one) => options.only === undefined || one.name === options.only);
  if (chosen.length === 0) throw new Error(`there is no way ${options.only}`);
  const failures: string[] = [];
  const runs = new Map<Way, Outcome[]>();
  let [dead, told] = [0, 0];
  for (const way of chosen) {
    await way.prepare?.(ground);
    const before = await deadlocks(ground.adminUrl);
    const outcomes: Outcome[] = [];
    for (let index = 0; index < options.rounds; index += 1) {
      const outcome = await runRound(ground, way, index, options);
      outcomes.push(outcome);
      failures.push(...outcome.faults.map(({ words }) => `${way.name}, round ${index}: ${words}`));
    }
    runs.set(way, outcomes);
    const own = (await deadlocks(ground.adminUrl)) - before;
    if (own > 0) failures.push(`${way.name}: ${own} deadlocks`);
    for (const words of failures.slice(told)) options.tell(words);
    told = failures.length;
    dead += own;
    options.tell(`${way.name}: ${inShort(outcomes)}`);
  }
  failures.push(...(await overlapsLeft(ground)));
  const caught = await controlOf(ground, chosen, options);
  const missed = chosen.filter((way) => !caught.get(way));
  for (const way of missed) options.tell(`the control was not caught by ${way.name}`);
  return {
    n: options.n,
    failures,
    control: missed.length === 0 ? 'caught' : 'missed',
    figures: {
      rounds: options.rounds,
      deadlocks: dead,
      ...Object.fromEntries(
        [...runs].map(([way, outcomes]) => [
          way.name,
          `${inShort(outcomes)}, control ${caught.get(way) ? 'caught' : 'missed'}`,
        ]),
      ),
    },
  };
}

/** The seed decides who sets off first, and by which of several ways. */
function runRound(ground: Ground, way: Way, index: number, { seed }: RaceOptions): Promise<Outcome> {
  const random = seeded((seed * 1000 + index) * 100 + ways.indexOf(way));
  return way.round(ground, { index, startsAt: timeOf(way, index), random });
}

/** Hours of a day, each a way's own: from twenty minutes before its time to forty after. */
const bands = 11;
const mostRounds = 25;
const secondBlockDays = 220;

/**
 * No two ways or rounds want one time of the physician's or of a patient's. Eleven ways share the hours from 07:00 in
 * Jakarta; the next eleven have the same hours of later days.
 */
function timeOf(way: Way, round: number): string {
  const place = ways.indexOf(way);
  const from = 16 + Math.floor(place / bands) * secondBlockDays;
  const day = addDays(firstDay, from + (way.dayOf?.(round) ?? round));
  return new Date(Date.parse(`${day}T00:20:00Z`) + (place % bands) * 3_600_000).toISOString();
}

/** Without the constraint every way must find that a place was given twice. */
async function controlOf(
  ground: Ground,
  chosen: readonly Way[],
  options: RaceOptions,
): Promise<Map<Way, boolean>> {
  await dropTheConstraint(ground.adminUrl);
  const caught = new Map<Way, boolean>();
  for (const way of chosen) {
    const { faults } = await runRound(ground, way, options.rounds, options);
    caught.set(way, faults.some(isDoubled));
  }
  return caught;
}

const isDoubled = ({ kind }: Fault) => kind === 'doubled';

function inShort(outcomes: readonly Outcome[]): string {
  const sum = (of: (one: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const times = outcomes.map((one) => one.ms).toSorted((a, b) => a - b);
  const median = Math.round(times[Math.floor(times.length / 2)] ?? 0);
  return `${sum((one) => one.won)} of ${sum((one) => one.asked)} got it, round ${median} ms, slowest ${Math.round(times.at(-1) ?? 0)} ms`;
}

if (import.meta.main) {
  await campaign(
    'race',
    { n: 200, short: 10, more: { rounds: [20, 2] }, texts: ['only'] },
    ({ n, seed, more, texts, tell }) => race({ n, seed, rounds: more.rounds ?? 0, only: texts.only, tell }),
  );
}
