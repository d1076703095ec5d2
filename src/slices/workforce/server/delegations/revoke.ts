import type { Context } from '#platform/server/context.ts';
import { removeStanding } from '#platform/server/scope/terms.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { rightsChanged } from '../rights-changed.ts';
import { type DelegationRow, findDelegation } from './list.ts';

/** Takes it back at once, by whoever gave it or who manages credentials. Taken back twice is taken back. */
export const revokeDelegation: Verb<typeof workforce, 'revokeDelegation'> = async (ctx, input) => {
  const row = (await findDelegation(ctx, input.delegationId, true)) ?? ctx.fail('delegationMissing');
  const manages = (await ctx.may('workforce.manageCredentials')).allowed;
  if (row.delegator_id !== ctx.actor.id && !manages) {
    // whom it does not concern learns nothing of it
    if (row.delegatee_id !== ctx.actor.id) return ctx.fail('delegationMissing');
    return ctx.fail('notHersToRevoke', { name: row.delegator_name });
  }
  if (row.revoked_at === null) await revoke(ctx, row, input.reason);
  return {};
};

/** Ends a delegation: her next request is judged without it. */
export async function revoke(ctx: Context, row: DelegationRow, reason: string): Promise<void> {
  await ctx.db
    .updateTable('workforce_delegation')
    .set({ revoked_at: ctx.now, revoked_by: ctx.actor.name, revoked_reason: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', row.id)
    .execute();
  await removeStanding(ctx.db, ctx.clinic.id, row.id);
  ctx.note('workforce.delegationRevoked', {
    subject: row.delegatee_id,
    details: { delegationId: row.id, act: row.act, reason },
  });
  rightsChanged(ctx);
  ctx.emit('workforce.delegationsChanged', {});
}
