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

/** What was saved stays a draft beside it. */
export const clinging: readonly Patch[] = [
  {
    file: 'src/platform/server/http/run-act.ts',
    was: 'if (draft === undefined || ',
    becomes: 'if (draft !== undefined || ',
  },
];

/** The controls: one build that keeps nothing of what it confirms, and one whose drafts outlive their save. */
const controls: readonly { patches: readonly Patch[]; plan: Plan; fault: string }[] = [
  {
    patches: careless,
    plan: { victim: 'browser', acts: 3, isSaving: false, pauseMs: () => 1_500 },
    fault: 'was confirmed and is not in the pane',
  },
  {
    patches: clinging,
    plan: { victim: 'browser', acts: 4, isSaving: true, pauseMs: () => 1_500 },
    fault: 'stands 2 times in the chart',
  },
];

async function brokenBuildsFail(tell: (words: string) => void): Promise<boolean> {
  for (const { patches, plan, fault } of controls) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
    try {
      const { failures } = await crashPane({ plans: [plan], tell }, await brokenBuild(folder, patches));
      if (!failures.some((one) => one.includes(fault))) return false;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return true;
}

if (import.meta.main) {
  await campaign('crash-pane', { n: 60, short: 4 }, async ({ n, random, tell }) => {
    const found = await crashPane({ plans: Array.from({ length: n }, () => drawPlan(random)), tell });
    return { ...found, control: (await brokenBuildsFail(tell)) ? 'caught' : 'missed' };
  });
}
