import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Verb } from '../slice.ts';
import { removeFactors } from './factors.ts';
import { findStaff } from './staff.ts';

/** What tells a person that somebody took her second factor away. */
export const factorReset = { kind: 'identity.factorReset', action: 'work.take', dueMinutes: 7 * 24 * 60 };

/**
 * Takes a person's app, passkeys and recovery codes away: her telephone is lost. Her sessions end, for it may have been
 * stolen, and where a second factor is required she sets one up at her next sign-in. A task of hers tells her who did it.
 */
export const resetFactor: Verb<typeof identity, 'resetFactor'> = async (ctx, input) => {
  const staff = await findStaff(ctx.db, ctx.clinic.id, input.staffId);
  if (!staff) return ctx.fail('staffMissing');
  await removeFactors(ctx.db, { clinicId: ctx.clinic.id, staffId: staff.id });
  await sql`SELECT identity_end_all(${staff.id}, NULL, false, ${steadyNow(ctx.clock)})`.execute(ctx.db);
  await ctx.work.open({
    kind: factorReset.kind,
    subject: `Practitioner/${staff.practitioner_id ?? staff.id}`,
    ownerId: staff.id,
    params: { by: ctx.actor.name },
  });
  ctx.emit('identity.staffChanged', { staffId: staff.id });
  ctx.note('identity.factorReset', { subject: staff.id });
  return {};
};
