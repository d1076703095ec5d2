import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Context } from '../context.ts';
import { actionOf, isAlive } from '../scope/acts.ts';
import { loadRoles } from '../scope/roles.ts';
import { loadStanding } from '../scope/terms.ts';

/** Actions that a set of roles holds, as `slice.act` or `slice.*`. */
async function actionsOf(ctx: Context, roles: readonly string[]): Promise<string[]> {
  return (await loadRoles(ctx.db, ctx.clinic.id, roles)).flatMap((role) => role.actions);
}

/** What the caller holds, and what is delegated to her at this hour. */
export async function heldActions(ctx: Context): Promise<string[]> {
  const held = await actionsOf(ctx, ctx.actor.roles);
  if (ctx.actor.kind !== 'staff' || held.length === 0) return held;
  const delegated = (await loadStanding(ctx.db, ctx.clinic.id, ctx.actor.id)).filter(
    (one) => one.kind === 'delegation' && isAlive(one, ctx.now),
  );
  return [...held, ...delegated.map((one) => actionOf(one.code))];
}

/** What an active person of this clinic holds; undefined when there is no such person. */
export async function actionsOfStaff(ctx: Context, staffId: string): Promise<string[] | undefined> {
  const person = await ctx.db
    .selectFrom('identity_staff')
    .select('roles')
    .where('id', '=', staffId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return person && actionsOf(ctx, person.roles);
}

/** Whether some job description of the clinic holds an action. */
export async function somebodyHolds(ctx: Context, action: string): Promise<boolean> {
  return (await loadRoles(ctx.db, ctx.clinic.id)).some((role) => holdsAction(role.actions, action));
}

/** Of the actions that open tasks need, those that the caller holds: wildcards of a job description spelt out. */
export async function heldTaskActions(ctx: Context): Promise<string[]> {
  const held = await heldActions(ctx);
  const needed = await ctx.db
    .selectFrom('work_task')
    .select('action')
    .distinct()
    .where('state', '=', 'open')
    .execute();
  return needed.map((row) => row.action).filter((action) => holdsAction(held, action));
}
