import { sql, type Transaction } from 'kysely';
import { refuseField } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Tables } from '../db/tables.ts';
import { loadRoles } from '../scope/roles.ts';

export const manageStaff = 'identity.manageStaff';

/** A staff member as administration sees her. */
export interface StaffRow {
  id: string;
  login: string;
  name: string;
  language: Language;
  roles: string[];
  status: 'invited' | 'active' | 'disabled';
  practitioner_id: string | null;
  has_password: boolean;
}

/** A person to be written; without a password she is invited. */
export interface NewStaff {
  id: string;
  login: string;
  name: string;
  language: Language;
  roles: readonly string[];
  practitionerId?: string | undefined;
  passwordHash?: string | undefined;
  pinHash?: string | undefined;
}

/** One staff member of the transaction's clinic, or undefined. */
export async function findStaff(
  tx: Transaction<Tables>,
  clinicId: string,
  staffId: string,
): Promise<StaffRow | undefined> {
  const found = await sql<StaffRow>`
    SELECT id, login, name, language, roles, status, practitioner_id, password_hash IS NOT NULL AS has_password
    FROM identity_staff WHERE clinic_id = ${clinicId} AND id = ${staffId}`.execute(tx);
  return found.rows[0];
}

/**
 * Writes a new person.
 * @returns false when somebody, in whichever clinic, has that login; the transaction can then only be given up
 */
export async function insertStaff(
  tx: Transaction<Tables>,
  clinicId: string,
  staff: NewStaff,
  now: string,
): Promise<boolean> {
  const status = staff.passwordHash ? 'active' : 'invited';
  try {
    await sql`
      INSERT INTO identity_staff (clinic_id, id, login, name, language, roles, status, practitioner_id, password_hash,
        pin_hash, created_at, updated_at)
      VALUES (${clinicId}, ${staff.id}, ${staff.login}, ${staff.name}, ${staff.language}, ${staff.roles}, ${status},
        ${staff.practitionerId ?? null}, ${staff.passwordHash ?? null}, ${staff.pinHash ?? null}, ${now}, ${now})`.execute(
      tx,
    );
    return true;
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'identity_login_pkey') return false;
    throw error;
  }
}

/** Refuses a role that this clinic does not have, naming its place. */
export async function refuseUnknownRoles(
  tx: Transaction<Tables>,
  clinicId: string,
  roles: readonly string[],
): Promise<void> {
  const known = new Set((await loadRoles(tx, clinicId, roles)).map((role) => role.role));
  const unknown = roles.findIndex((role) => !known.has(role));
  if (unknown >= 0)
    refuseField(`roles.${unknown}`, 'identity_field_roleUnknown', { role: roles[unknown] ?? '' });
}

/**
 * Whether a clinic still has somebody who can manage its people once this person holds other roles (or none, when
 * she is disabled). A clinic in which nobody could before is not held back. Locks the active people until the end of
 * the transaction, in one order: two managers who take each other's right at once cannot both succeed.
 */
export async function managerRemains(
  tx: Transaction<Tables>,
  clinicId: string,
  staffId: string,
  rolesThen: readonly string[],
): Promise<boolean> {
  const managing = (await loadRoles(tx, clinicId))
    .filter((role) => holdsAction(role.actions, manageStaff))
    .map((role) => role.role);
  // not FOR UPDATE: foreign keys that point at these people need not wait
  const active = await sql<{ id: string; roles: string[] }>`
    SELECT id, roles FROM identity_staff WHERE clinic_id = ${clinicId} AND status = 'active'
    ORDER BY id FOR NO KEY UPDATE`.execute(tx);
  const manages = (roles: readonly string[]): boolean => roles.some((role) => managing.includes(role));
  const herself = active.rows.find((row) => row.id === staffId);
  if (!herself || !manages(herself.roles) || manages(rolesThen)) return true;
  return active.rows.some((row) => row.id !== staffId && manages(row.roles));
}

/** Closes the door behind a person: sessions, tokens and links end with the commit. Drafts and history stay. */
export async function disable(
  tx: Transaction<Tables>,
  clinicId: string,
  staffId: string,
  now: string,
): Promise<void> {
  await sql`UPDATE identity_staff SET status = 'disabled', updated_at = ${now}
    WHERE clinic_id = ${clinicId} AND id = ${staffId}`.execute(tx);
  await sql`SELECT identity_end_all(${staffId}, NULL, true, ${now})`.execute(tx);
}
