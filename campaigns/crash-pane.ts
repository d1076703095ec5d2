import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openPaneField } from './pane/ground.ts';
import { drawPlan, type Outcome, type Plan, playRound } from './pane/round.ts';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';

/** Kills the browser, the server or the database while somebody rooms a patient: nothing confirmed is lost, nothing doubled. */
export async function crashPane(
  { plans, tell }: { plans: readonly Plan[]; tell(words: string): void },
  cli?: string,
): Promise<Found> {
  const field = await openPaneField(cli);
  const outcomes: Outcome[] = [];
  try {
    for (const [round, plan] of plans.entries()) {
      const outcome = await playRound(field, round, plan).catch((error: unknown) =>
        broken(round, plan, error),
      );
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

function broken(round: number, { victim, isSaving }: Plan, error: unknown): Outcome {
  const words = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return { victim, kept: 0, wasSaving: isSaving, failures: [`round ${round} did not end: ${words}`] };
}

/** What is typed is confirmed and not kept. */
export const careless: readonly Patch[] = [
  {
    file: 'src/platform/server/identity/drafts.ts',
    was: 'SET body = excluded.body,',
    becomes: 'SET body = identity_draft.body,',
  },
];

/** The control: a build that confirms each draft and keeps the first alone. */
async function carelessBuildFails(tell: (words: string) => void): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  const plan: Plan = { victim: 'browser', acts: 3, isSaving: false, pauseMs: () => 1_500 };
  try {
    const { failures } = await crashPane({ plans: [plan], tell }, await brokenBuild(folder, careless));
    return failures.some((one) => one.includes('was confirmed and is not in the pane'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await campaign('crash-pane', { n: 60, short: 3 }, async ({ n, random, tell }) => {
    const found = await crashPane({ plans: Array.from({ length: n }, () => drawPlan(random)), tell });
    return { ...found, control: (await carelessBuildFails(tell)) ? 'caught' : 'missed' };
  });
}
