import type { identity } from '#platform/shared/identity-contract.ts';
import type { Verb } from '../slice.ts';
import { makeLink } from './links.ts';
import { findStaff } from './staff.ts';

/**
 * A new link for a person who forgot her password, or never used her invitation. The old password goes on until the
 * link is taken, so that a link asked for by mistake locks nobody out.
 */
export const issueResetLink: Verb<typeof identity, 'issueResetLink'> = async (ctx, input) => {
  const staff = await findStaff(ctx.db, ctx.clinic.id, input.staffId);
  if (!staff) return ctx.fail('staffMissing');
  if (staff.status === 'disabled') return ctx.fail('staffDisabled', { name: staff.name });
  ctx.note('identity.linkIssued', { subject: staff.id });
  return makeLink(ctx.db, staff.status === 'invited' ? 'invitation' : 'reset', staff.id, ctx.clock);
};
