import { setTimeout as sleep } from 'node:timers/promises';
import { campaign, type Found } from './support/campaign.ts';
import { type Field, openField } from './support/crash/field.ts';
import { killOften } from './support/crash/kill-often.ts';
import { openPair, type Pair } from './support/crash/pair.ts';
import { seeded } from './support/dice.ts';

/** Kills the primary of a pair; the standby takes over, the server follows, and nothing acknowledged is lost. */
export interface FailoverOptions {
  rounds: number;
  writes: number;
  seed: number;
  minutes: number;
  tell(words: string): void;
}

/** Of the writes, so many are steps of a patient's way. */
const share = 0.5;

export async function failover(options: FailoverOptions): Promise<Found> {
  return run(options, 'sync', async ({ database }) => {
    await database.promote();
    await database.seed();
    return 'primary';
  });
}

/** The control: a standby that commits do not wait for, and that has heard nothing for a while, must lose some. */
async function lateStandbyLoses(options: FailoverOptions): Promise<boolean> {
  const { failures } = await run(
    { ...options, rounds: 1, writes: 200 },
    'async',
    async ({ database, writing }) => {
      await database.cutStandby();
      const heard = writing.acknowledged;
      while (writing.acknowledged < heard + 50) await sleep(20);
      await database.promote();
      await database.seed();
      return 'primary';
    },
  );
  return failures.some((fault) => fault.includes('lost: '));
}

async function run(
  { rounds, writes, seed, minutes, tell }: FailoverOptions,
  mode: 'sync' | 'async',
  kill: (field: Field<Pair>) => Promise<string>,
): Promise<Found> {
  const field = await openField({ seed, share }, (folder) => openPair(folder, mode));
  try {
    const { failures, kills, figures } = await killOften(field, {
      ...{ kills: rounds, writes, minutes, random: seeded(seed), kill, tell },
    });
    return { n: kills, failures, control: 'missed', figures };
  } finally {
    await field.close();
  }
}

if (import.meta.main) {
  await campaign(
    'failover',
    { n: 20, short: 2, more: { writes: [10_000, 600], minutes: [0, 0] } },
    async ({ n, seed, more, tell }) => {
      const options = { rounds: n, writes: more.writes ?? 0, seed, minutes: more.minutes ?? 0, tell };
      const found = await failover(options);
      return { ...found, control: (await lateStandbyLoses(options)) ? 'caught' : 'missed' };
    },
  );
}
