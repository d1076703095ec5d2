import { sql, type Transaction } from 'kysely';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Tables } from '../db/tables.ts';
import type { ScopeRole } from '../scope/decision.ts';
import { loadRoles } from '../scope/roles.ts';
import { keepChallenge } from './challenges.ts';
import { type Factors, factorRuleFor, readFactors } from './factors.ts';
import type { OpenContext } from './open-verb.ts';
import { newSecret } from './secrets.ts';
import { type Entrant, type Opening, openSession } from './sessions.ts';

/** Answer of the verbs that begin a sign-in: a session, or a ticket for what comes before it. */
export type Entered = OutputOf<typeof identity, 'signIn'>;
type Halfway = Extract<Entered, { next: unknown }>;

/** A person with all that decides on what is asked of her. */
export interface Candidate extends Entrant {
  login: string;
  clinicName: string;
  demo: boolean;
  held: ScopeRole[];
  factors: Factors;
}

/** An active person's own row, her clinic's and what she has set up; undefined when she is not active (any more). */
export async function readCandidate(
  tx: Transaction<Tables>,
  clinicId: string,
  staffId: string,
): Promise<Candidate | undefined> {
  const found = await sql<{
    name: string;
    login: string;
    language: Language;
    roles: string[];
    slug: string;
    clinic_name: string;
    demo: boolean;
    settings: unknown;
  }>`
    SELECT s.name, s.login, s.language, s.roles, c.slug, c.name AS clinic_name, c.demo, c.settings
    FROM identity_staff s JOIN platform_clinic c ON c.id = s.clinic_id
    WHERE s.clinic_id = ${clinicId} AND s.id = ${staffId} AND s.status = 'active'`.execute(tx);
  const row = found.rows[0];
  if (!row) return undefined;
  const { name, login, language, demo } = row;
  return {
    ...{ clinicId, staffId, name, login, language, demo },
    clinicSlug: row.slug,
    clinicName: row.clinic_name,
    clinicSettings: row.settings,
    held: await loadRoles(tx, clinicId, row.roles),
    factors: await readFactors(tx, { clinicId, staffId }),
  };
}

/** What is asked of her here and now. */
export function ruleFor(candidate: Candidate, ctx: Pick<OpenContext, 'remote'>) {
  const { demo, held, clinicSettings } = candidate;
  return factorRuleFor({ demo, held, settings: clinicSettings }, { remote: ctx.remote ?? false });
}

/**
 * Lets a person in whose password or link was right: at once, or halfway, to her second factor or to setting one up.
 * Whoever has set up an app is always asked for it; a passkey alone is a way in of its own and asked for only where a
 * second factor is required.
 * @returns `undefined` when she was disabled, or her password changed, since it was looked at
 */
export async function letIn(
  ctx: OpenContext<never>,
  tx: Transaction<Tables>,
  candidate: Candidate,
  proof: { passwordHash: string | null; factor: 'password' | 'link' },
): Promise<{ opening: Opening } | { halfway: Halfway } | undefined> {
  const { totpSince, passkeys, recoveryCodesLeft } = candidate.factors;
  const required = ruleFor(candidate, ctx) === 'required';
  if (!totpSince && !required) {
    const opening = await openSession(ctx, tx, candidate, proof);
    return opening && { opening };
  }
  const next = totpSince || passkeys.length > 0 ? 'code' : 'enrol';
  const ticket = newSecret();
  const purpose = next === 'code' ? 'factor' : 'enrol';
  await keepChallenge(tx, ticket, purpose, candidate.staffId, steadyNow(ctx.clock));
  const methods: Halfway['methods'] = [];
  if (totpSince) methods.push('totp');
  if (ctx.site && passkeys.some(({ site }) => site === ctx.site?.id)) methods.push('passkey');
  if (recoveryCodesLeft > 0 && next === 'code') methods.push('recovery');
  const { name, language, clinicSlug } = candidate;
  return { halfway: { next, ticket, name, language, clinicSlug, methods } };
}
