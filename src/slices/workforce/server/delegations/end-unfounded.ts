import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { words } from '#platform/server/words.ts';
import { actsOf } from '../acts.ts';
import { allStaff } from '../staff-named.ts';
import { careToHere } from './care-to.ts';
import { revoke } from './revoke.ts';
import { withdrawUnfounded } from '../protocols/withdraw-protocol.ts';
import { isFounded } from './rules.ts';

/**
 * Ends the delegations, and the standing orders, that rest on nothing any more: who gave one has left or may not do the act herself now, or the
 * other's job may not be given it. Called by whatever changes people or job descriptions. @returns how many delegations
 */
export async function endUnfounded(ctx: Context): Promise<number> {
  await withdrawUnfounded(ctx);
  const open = await ctx.db
    .selectFrom('workforce_delegation')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('revoked_at', 'is', null)
    .where('until_at', '>', ctx.now)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (open.length === 0) return 0;
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const acts = actsOf(ctx, jobs);
  const people = new Map((await allStaff(ctx)).map((one) => [one.staffId, one]));
  const careTo = await careToHere(ctx);
  const ended = open.filter((row) => {
    const kind = acts.find((one) => one.action === actionOf(row.act))?.kind;
    const ground = { delegator: people.get(row.delegator_id), delegatee: people.get(row.delegatee_id), jobs };
    return !isFounded(row.act, { ...ground, care: kind !== 'administrative', careTo });
  });
  for (const row of ended) {
    await revoke(ctx, row, words(ctx.clinic.language, 'workforce_delegation_unfounded'));
  }
  return ended.length;
}
