import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openPaneField } from './pane/ground.ts';
import { type Outcome, playRound } from './pane/round.ts';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';
import { seeded } from './support/dice.ts';

/** Kills the browser, the server or the database while somebody rooms a patient: nothing confirmed is lost, nothing doubled. */
export interface PaneOptions {
  rounds: number;
  seed: number;
  tell(words: string): void;
}

export async function crashPane({ rounds, seed, tell }: PaneOptions, cli?: string): Promise<Found> {
  const random = seeded(seed);
  const field = await openPaneField(cli);
  const outcomes: Outcome[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const outcome = await playRound(field, round, random).catch((error: unknown) => broken(round, error));
      outcomes.push(outcome);
      tell(`round ${round}: ${outcome.victim}, ${outcome.failures.join('; ') || 'held'}`);
    }
  } finally {
    await field.close();
  }
  const count = (holds: (one: Outcome) => boolean) => outcomes.filter(holds).length;
  return {
    ...{ n: outcomes.length, control: 'missed', failures: outcomes.flatMap((one) => one.failures) },
    figures: {
      browserKills: count(({ victim }) => victim === 'browser'),
      serverKills: count(({ victim }) => victim === 'server'),
      databaseKills: count(({ victim }) => victim === 'database'),
      killsWhileSaving: count(({ wasSaving }) => wasSaving),
      draftsConfirmedBeforeAKill: outcomes.reduce((sum, { kept }) => sum + kept, 0),
    },
  };
}

function broken(round: number, error: unknown): Outcome {
  const words = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return { victim: 'browser', kept: 0, wasSaving: false, failures: [`round ${round} did not end: ${words}`] };
}

/** What is typed is confirmed and not kept. */
export const careless: readonly Patch[] = [
  {
    file: 'src/platform/server/identity/drafts.ts',
    was: 'ON CONFLICT (clinic_id, staff_id, key) DO UPDATE\n      SET body = excluded.body,',
    becomes: "ON CONFLICT (clinic_id, staff_id, key) DO UPDATE\n      SET body = '{}',",
  },
];

/** The control: a build that confirms drafts and keeps none of what they say. */
async function carelessBuildFails(options: PaneOptions): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  try {
    const { failures } = await crashPane(options, await brokenBuild(folder, careless));
    return failures.some((fault) => fault.includes('was confirmed and is not in the pane'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await campaign(
    'crash-pane',
    { n: 60, short: 5, more: { control: [12, 4] } },
    async ({ n, seed, more, tell }) => {
      const options = { rounds: n, seed, tell };
      const found = await crashPane(options);
      const control = await carelessBuildFails({ ...options, rounds: more.control ?? 0 });
      return { ...found, control: control ? 'caught' : 'missed' };
    },
  );
}
