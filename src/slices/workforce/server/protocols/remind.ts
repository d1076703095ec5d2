import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { daysBetween, today } from '#platform/shared/time.ts';
import { type ApprovalRow, approvalRows, isInForce, protocolSubject, versionRows } from './rows.ts';

export const reviewTask = 'workforce.protocolReview';
/** A text that nobody has approved yet: for whoever may. */
export const approveTask = 'workforce.protocolToApprove';
const task = { action: 'workforce.approveProtocols', dueMinutes: 7 * 24 * 60 };

export const protocolTasks: TaskKind[] = [
  { ...task, kind: reviewTask },
  { ...task, kind: approveTask },
];

/** Days before the end at which who approved it is reminded, the last first. */
const stages = [7, 30] as const;

/** Reminds whoever approved a standing order that it ends: 30 and 7 days before, each once; late, once for both. */
export const tellOfReviews: ClinicJob = {
  name: 'workforce.tellOfReviews',
  cron: '37 * * * *',
  async run(ctx) {
    const day = today(ctx.clock, ctx.clinic.zone);
    const seen = new Set<string>();
    for (const row of await approvalRows(ctx)) {
      if (seen.has(row.protocol_id)) continue;
      seen.add(row.protocol_id);
      const left = daysBetween(day, row.review_by);
      const stage = stages.find((one) => left <= one);
      if (stage === undefined || !isInForce(row, ctx.now)) continue;
      if (row.told_days === null || row.told_days > stage) await tell(ctx, row, stage);
    }
  },
};

async function tell(ctx: Context, row: ApprovalRow, stage: number): Promise<void> {
  await ctx.db
    .updateTable('workforce_protocol_approval')
    .set({ told_days: stage })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('protocol_id', '=', row.protocol_id)
    .where('nth', '=', row.nth)
    .execute();
  const subject = protocolSubject(row.protocol_id);
  const versions = await versionRows(ctx, row.protocol_id);
  const title = versions.find((one) => one.version === row.version)?.title ?? '';
  // one task about one end: that of the stage before was not heard
  await ctx.work.finish(subject, 'cancelled', reviewTask);
  const params = { title, day: row.review_by, screen: '/work/standing-orders' };
  await ctx.work.open({ kind: reviewTask, subject, ownerId: row.approver_id, urgent: stage === 7, params });
}
