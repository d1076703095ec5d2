import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';
import { seeded } from './support/dice.ts';
import { type Field, openField } from './support/crash/field.ts';
import { type OwnDatabase, openOwnDatabase } from './support/own-database.ts';
import { killOften } from './support/crash/kill-often.ts';

/** Kills PostgreSQL in the middle of writes, and looks whether every acknowledged one is there, once. */
export interface CrashOptions {
  kills: number;
  writes: number;
  seed: number;
  share: number;
  minutes: number;
  tell(words: string): void;
}

/** One kill in five takes a single backend, after which PostgreSQL restarts all of them itself. */
const backendShare = 0.2;

export async function crashDatabase(options: CrashOptions, cli?: string): Promise<Found> {
  const { seed, share } = options;
  const field = await openField({ seed, share, ...(cli && { cli }) }, openOwnDatabase);
  const server = field.server.pid;
  const random = seeded(seed + 1);
  const kill = async ({ database }: Field<OwnDatabase>): Promise<string> => {
    if (random() < backendShare && (await database.killBackend(random())) !== undefined) return 'backend';
    await database.kill();
    await database.start();
    return 'postmaster';
  };
  try {
    const { failures, kills, figures } = await killOften(field, { ...options, random: seeded(seed), kill });
    if (field.server.child.exitCode !== null) failures.push(`the server (process ${server}) ended`);
    return { n: kills, failures, control: 'missed', figures };
  } finally {
    await field.close();
  }
}

/** Answers first and commits then. */
export const hasty: readonly Patch[] = [
  {
    file: 'src/platform/server/db/database.ts',
    was: 'return pooled.provideConnection(async (connection) => {',
    becomes:
      'return new Promise<T>((answer, refuse) => void pooled.provideConnection<T>(async (connection) => {',
  },
  {
    file: 'src/platform/server/db/database.ts',
    was: '        return result;\n      }\n      const sent',
    becomes: '        answer(result);\n        return result;\n      }\n      const sent',
  },
  {
    file: 'src/platform/server/db/database.ts',
    was: '      await allOrFirst<unknown>([begun, ...left, ...sent,',
    becomes: '      answer(result);\n      await allOrFirst<unknown>([begun, ...left, ...sent,',
  },
  {
    file: 'src/platform/server/db/database.ts',
    was: '      throw error;\n    }\n  });\n}',
    becomes: '      throw error;\n    }\n  }).catch(refuse));\n}',
  },
];

/** The control: a build that answers first and commits then must lose what it has acknowledged. */
async function hastyBuildFails(options: CrashOptions): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  try {
    const cli = await brokenBuild(folder, hasty);
    const { failures } = await crashDatabase({ ...options, kills: 20, writes: 1000 }, cli);
    return failures.some((fault) => fault.includes('lost: '));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await campaign(
    'crash-database',
    { n: 1000, short: 50, more: { writes: [200_000, 1_000], sharePercent: [12, 60], minutes: [0, 0] } },
    async ({ n, seed, more, tell }) => {
      const { writes = 0, sharePercent = 0, minutes = 0 } = more;
      const options = { kills: n, writes, seed, share: sharePercent / 100, minutes, tell };
      const found = await crashDatabase(options);
      return { ...found, control: (await hastyBuildFails(options)) ? 'caught' : 'missed' };
    },
  );
}
