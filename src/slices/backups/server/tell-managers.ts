import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { healthNow, readStanding } from './status.ts';

const subject = 'Basic/backups';
const screen = '/clinic/backups';

/**
 * Keeps one task for whoever looks after the backups while they fail or are late, and ends it when they are well
 * again. A demo clinic has nobody to tell.
 */
export const tellManagers: ClinicJob = {
  name: 'backups.tellManagers',
  cron: '* * * * *',
  async run(ctx) {
    const standing = await readStanding(ctx);
    // where the operator keeps the database there is nothing written down
    if (ctx.clinic.demo || !standing.place) return;
    const health = healthNow(ctx, standing);
    for (const kind of ['failed', 'late'] as const) {
      const open = await isOpen(ctx, `backups.${kind}`);
      if (kind === health && !open)
        await ctx.work.open({
          kind: `backups.${kind}`,
          subject,
          urgent: kind === 'failed',
          params: { screen },
        });
      if (kind !== health && open) await ctx.work.finish(subject, 'done', `backups.${kind}`);
    }
  },
};

async function isOpen(ctx: Context, kind: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('work_task')
    .select('id')
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
