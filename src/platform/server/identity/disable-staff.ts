import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Verb } from '../slice.ts';
import { disable, findStaff, managerRemains } from './staff.ts';

type Identity = typeof identity;

/** Ends a person's access at once. Her name stays on everything she did. */
export const disableStaff: Verb<Identity, 'disableStaff'> = async (ctx, input) => {
  const remains = await managerRemains(ctx.db, ctx.clinic.id, input.staffId, []);
  const staff = await findStaff(ctx.db, ctx.clinic.id, input.staffId);
  if (!staff) return ctx.fail('staffMissing');
  if (!remains) return ctx.fail('lastManager', { name: staff.name });
  await disable(ctx.db, ctx.clinic.id, staff.id, ctx.now);
  ctx.note('identity.staffDisabled', { subject: staff.id });
  ctx.emit('identity.staffChanged', { staffId: staff.id });
  return {};
};

/** Lets a person in again, with the password she had; who never chose one needs a new link. */
export const enableStaff: Verb<Identity, 'enableStaff'> = async (ctx, input) => {
  const staff = await findStaff(ctx.db, ctx.clinic.id, input.staffId);
  if (!staff) return ctx.fail('staffMissing');
  await sql`
    UPDATE identity_staff SET status = ${staff.has_password ? 'active' : 'invited'}, updated_at = ${ctx.now}
    WHERE clinic_id = ${ctx.clinic.id} AND id = ${staff.id}`.execute(ctx.db);
  ctx.note('identity.staffEnabled', { subject: staff.id, details: { roles: staff.roles } });
  return {};
};
