import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { endProtocol } from '#platform/server/scope/terms.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { rightsChanged } from '../rights-changed.ts';
import { allStaff } from '../staff-named.ts';
import { reviewTask } from './remind.ts';
import { type ApprovalRow, approvalRows, isInForce, lockProtocol, protocolSubject } from './rows.ts';

/** Ends it at once; withdrawn twice is withdrawn. */
export const withdrawProtocol: Verb<typeof workforce, 'withdrawProtocol'> = async (ctx, input) => {
  const { approval } = (await lockProtocol(ctx, input.protocolId)) ?? ctx.fail('protocolMissing');
  if (approval?.withdrawn_at) return {};
  if (!isInForce(approval, ctx.now)) return ctx.fail('notInForce');
  await withdraw(ctx, approval, input.reason);
  return {};
};

async function withdraw(ctx: Context, approval: ApprovalRow, reason: string): Promise<void> {
  await ctx.db
    .updateTable('workforce_protocol_approval')
    .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.name, withdrawn_reason: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('protocol_id', '=', approval.protocol_id)
    .where('nth', '=', approval.nth)
    .execute();
  await endProtocol(ctx.db, ctx.clinic.id, approval.protocol_id, ctx.now);
  // a newer text that waits for approval waits on
  await ctx.work.finish(protocolSubject(approval.protocol_id), 'cancelled', reviewTask);
  const details = { version: approval.version, reason };
  ctx.note('workforce.protocolWithdrawn', { subject: approval.protocol_id, details });
  rightsChanged(ctx);
  ctx.emit('workforce.protocolsChanged', {});
}

/**
 * Withdraws what rests on nobody any more: who approved it has left, or works by no licence that lets her approve it.
 * Called by whatever changes people or job descriptions.
 */
export async function withdrawUnfounded(ctx: Context): Promise<void> {
  const newest = new Map<string, ApprovalRow>();
  for (const row of (await approvalRows(ctx)).toReversed()) newest.set(row.protocol_id, row);
  const open = [...newest.values()].filter((row) => isInForce(row, ctx.now));
  if (open.length === 0) return;
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const approving = jobs
    .filter((job) => job.licence === 'prescriber' && holdsAction(job.actions, 'workforce.approveProtocols'))
    .map((job) => job.role);
  const people = new Map((await allStaff(ctx)).map((one) => [one.staffId, one]));
  for (const row of open) {
    const approver = people.get(row.approver_id);
    const founded = approver?.status === 'active' && approver.roles.some((role) => approving.includes(role));
    if (!founded) await withdraw(ctx, row, words(ctx.clinic.language, 'workforce_protocol_unfounded'));
  }
}
