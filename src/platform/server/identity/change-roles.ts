import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Verb } from '../slice.ts';
import { findStaff, managerRemains, refuseUnknownRoles } from './staff.ts';

/**
 * Gives a person other job descriptions; her next request is already judged by them. Her screens lock: who may do
 * something else from now on shows once more who she is, and goes on under a new token.
 */
export const changeRoles: Verb<typeof identity, 'changeRoles'> = async (ctx, input) => {
  await refuseUnknownRoles(ctx.db, ctx.clinic.id, input.roles);
  const remains = await managerRemains(ctx.db, ctx.clinic.id, input.staffId, input.roles);
  const staff = await findStaff(ctx.db, ctx.clinic.id, input.staffId);
  if (!staff) return ctx.fail('staffMissing');
  if (!remains) return ctx.fail('lastManager', { name: staff.name });
  await sql`UPDATE identity_staff SET roles = ${input.roles}, updated_at = ${ctx.now}
    WHERE clinic_id = ${ctx.clinic.id} AND id = ${staff.id}`.execute(ctx.db);
  const same = [...staff.roles].sort().join() === [...new Set(input.roles)].sort().join();
  if (!same) await sql`SELECT identity_lock_person(${staff.id}, ${steadyNow(ctx.clock)})`.execute(ctx.db);
  ctx.emit('identity.staffChanged', { staffId: staff.id });
  ctx.note('identity.rolesChanged', {
    subject: staff.id,
    details: { before: staff.roles, after: input.roles },
  });
  return {};
};
