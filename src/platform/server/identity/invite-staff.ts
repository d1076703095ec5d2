import type { identity } from '#platform/shared/identity-contract.ts';
import type { Verb } from '../slice.ts';
import { makeLink } from './links.ts';
import { insertStaff, refuseUnknownRoles } from './staff.ts';

/** Adds a person and answers with the link to hand over, on which she chooses her password herself. */
export const inviteStaff: Verb<typeof identity, 'inviteStaff'> = async (ctx, input) => {
  await refuseUnknownRoles(ctx.db, ctx.clinic.id, input.roles);
  const id = ctx.newId();
  if (!(await insertStaff(ctx.db, ctx.clinic.id, { ...input, id }, ctx.now))) return ctx.fail('loginTaken');
  ctx.note('identity.staffInvited', { subject: id, details: { roles: input.roles } });
  return makeLink(ctx.db, 'invitation', id, ctx.clock);
};
