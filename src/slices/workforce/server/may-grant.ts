import type { Context } from '#platform/server/context.ts';
import type { ScopeRole } from '#platform/server/scope/decide.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import { administrative, management, training } from '../shared/templates/common.ts';

/** Care and how it is taught and written down: given to jobs by the law and not by rank. */
const ofCare = ['training.precept', 'workforce.writeProtocols'];
/** What rules over other people's work, money or data. */
const notRuling: readonly string[] = [...administrative, ...training, ...ofCare];
const ruling = management.filter((action) => !notRuling.includes(action));

/**
 * Acts of management that a job holds and the caller does not: many people at once are never given more power over the
 * clinic than the person has who brings them in. The terminal is whoever runs the machine.
 */
export async function beyondGranter(ctx: Context, job: ScopeRole): Promise<string[]> {
  if (ctx.actor.kind === 'system') return [];
  const own = await loadRoles(ctx.db, ctx.clinic.id, ctx.actor.roles);
  const mine = own.flatMap(({ actions }) => actions);
  return ruling.filter((action) => holdsAction(job.actions, action) && !holdsAction(mine, action));
}
