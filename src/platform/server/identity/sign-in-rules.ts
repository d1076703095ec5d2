import { sql } from 'kysely';
import { refuseField } from '#platform/shared/errors.ts';
import type { identity } from '#platform/shared/identity-contract.ts';
import { loadRoles } from '../scope/roles.ts';
import type { Verb } from '../slice.ts';
import { alwaysNeedsFactor, rulesOf } from './factors.ts';
import { sessionLimits } from './limits.ts';

type Identity = typeof identity;

/** How long a session of this clinic lives, and of which jobs a second factor is asked. */
export const readSignInRules: Verb<Identity, 'readSignInRules'> = async (ctx) => {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  return {
    ...sessionLimits(ctx.clinic.settings),
    secondFactor: rulesOf(ctx.clinic.settings),
    roles: roles.map((one) => ({ role: one.role, label: one.label, always: alwaysNeedsFactor(one) })),
  };
};

/** Holds for every sign-in from now on; sessions that are open keep the limits they began with. */
export const saveSignInRules: Verb<Identity, 'saveSignInRules'> = async (ctx, input) => {
  const known = new Set((await loadRoles(ctx.db, ctx.clinic.id)).map(({ role }) => role));
  const unknown = Object.keys(input.secondFactor).find((role) => !known.has(role));
  if (unknown !== undefined)
    refuseField(`secondFactor.${unknown}`, 'identity_field_roleUnknown', { role: unknown });
  const { idleMinutes, absoluteMinutes, secondFactor } = input;
  const part = JSON.stringify({ idleMinutes, absoluteMinutes, secondFactor });
  await sql`UPDATE platform_clinic SET settings = settings
      || jsonb_build_object('identity', coalesce(settings -> 'identity', '{}') || ${part}::jsonb)
    WHERE id = ${ctx.clinic.id}`.execute(ctx.db);
  ctx.note('identity.signInRulesChanged', { details: input });
  return {};
};
