import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { factorRule, holdsAction } from '#platform/shared/identity-contract.ts';
import type { Tables } from '../db/tables.ts';
import type { ScopeRole } from '../scope/decision.ts';
import { manageStaff } from './staff.ts';

export type FactorRule = z.output<typeof factorRule>;

/** Whose factor it is. */
export interface FactorOwner {
  clinicId: string;
  staffId: string;
}

/** Binds what is sealed or hashed to its person. */
export function ownerText({ clinicId, staffId }: FactorOwner): string {
  return `${clinicId}/${staffId}`;
}

const settingsShape = z.object({
  identity: z
    .object({ secondFactor: z.record(z.string(), factorRule).catch({}) })
    .catch({ secondFactor: {} }),
});

/** Rules of a clinic by job, from its settings. */
export function rulesOf(settings: unknown): Record<string, FactorRule> {
  return settingsShape.safeParse(settings).data?.identity.secondFactor ?? {};
}

/** Whether a job always needs a second factor: whoever holds it can give everybody's rights to herself. */
export function alwaysNeedsFactor(role: Pick<ScopeRole, 'role' | 'actions'>): boolean {
  return /^(owner|manager)$/.test(role.role) || holdsAction(role.actions, manageStaff);
}

/**
 * What is asked of a person who signs in; see `docs/decisions/0005-second-factors.md`. A demo clinic answers on
 * its own machine only, holds nothing real, and never asks.
 * @param where.remote the request came from outside of the clinic's own network
 */
export function factorRuleFor(
  who: { demo: boolean; settings: unknown; held: readonly Pick<ScopeRole, 'role' | 'actions'>[] },
  where: { remote: boolean },
): FactorRule {
  if (who.demo) return 'optional';
  if (where.remote || who.held.some(alwaysNeedsFactor)) return 'required';
  const rules = rulesOf(who.settings);
  const given = who.held.map(({ role }) => rules[role] ?? 'optional');
  if (given.includes('required')) return 'required';
  return given.length > 0 && given.every((rule) => rule === 'off') ? 'off' : 'optional';
}

/** What a person has set up. */
export interface Factors {
  totpSince: string | null;
  recoveryCodesLeft: number;
  passkeys: { id: string; name: string; site: string; createdAt: string; usedAt: string | null }[];
}

export async function readFactors(tx: Transaction<Tables>, owner: FactorOwner): Promise<Factors> {
  const { clinicId, staffId } = owner;
  const found = await sql<{ totp: string | null; codes: number }>`
    SELECT (SELECT confirmed_at FROM identity_totp WHERE clinic_id = ${clinicId} AND staff_id = ${staffId}) AS totp,
      (SELECT count(*)::int FROM identity_recovery_code
        WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} AND used_at IS NULL) AS codes`.execute(tx);
  const passkeys = await sql<Factors['passkeys'][number]>`
    SELECT id, name, site, created_at AS "createdAt", used_at AS "usedAt" FROM identity_passkey
    WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} ORDER BY created_at, id`.execute(tx);
  const row = found.rows[0];
  return { totpSince: row?.totp ?? null, recoveryCodesLeft: row?.codes ?? 0, passkeys: passkeys.rows };
}

/** Removes every second factor of a person, and her recovery codes. */
export async function removeFactors(tx: Transaction<Tables>, owner: FactorOwner): Promise<void> {
  for (const table of ['identity_totp', 'identity_recovery_code', 'identity_passkey']) {
    await sql`DELETE FROM ${sql.table(table)}
      WHERE clinic_id = ${owner.clinicId} AND staff_id = ${owner.staffId}`.execute(tx);
  }
}
