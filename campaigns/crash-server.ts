import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';
import { seeded } from './support/dice.ts';
import { type Field, openField } from './support/crash/field.ts';
import { openOwnDatabase } from './support/own-database.ts';
import { killOften } from './support/crash/kill-often.ts';

/** Kills the server in the middle of writes, and looks whether every acknowledged one is there, once. */
export interface CrashOptions {
  kills: number;
  writes: number;
  seed: number;
  share: number;
  minutes: number;
  tell(words: string): void;
}

export async function crashServer(options: CrashOptions, cli?: string): Promise<Found> {
  const { seed, share } = options;
  const field = await openField({ seed, share, ...(cli && { cli }) }, openOwnDatabase);
  try {
    const { failures, kills, figures } = await killOften(field, {
      ...options,
      random: seeded(seed),
      kill: killServer,
    });
    return { n: kills, failures, control: 'missed', figures };
  } finally {
    await field.close();
  }
}

async function killServer(field: Field): Promise<string> {
  await field.server.kill();
  await field.restartServer();
  return 'server';
}

/** What is sent again is done again. */
export const forgetful: readonly Patch[] = [
  {
    file: 'src/platform/server/http/run-act.ts',
    was: 'const replay = act.request && (await claimKey(ctx, act.request));',
    becomes: 'const replay = undefined as { answer: unknown } | undefined;',
  },
];

/** The control: a build that keeps no key answers a request that is sent again by doing it again. */
async function forgetfulBuildFails(options: CrashOptions): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  try {
    const cli = await brokenBuild(folder, forgetful);
    const { failures } = await crashServer({ ...options, kills: 2, writes: 500 }, cli);
    return failures.some((fault) => fault.startsWith('doubled: '));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await campaign(
    'crash-server',
    { n: 1000, short: 50, more: { writes: [200_000, 1_000], sharePercent: [12, 60], minutes: [0, 0] } },
    async ({ n, seed, more, tell }) => {
      const { writes = 0, sharePercent = 0, minutes = 0 } = more;
      const options = { kills: n, writes, seed, share: sharePercent / 100, minutes, tell };
      const found = await crashServer(options);
      return { ...found, control: (await forgetfulBuildFails(options)) ? 'caught' : 'missed' };
    },
  );
}
