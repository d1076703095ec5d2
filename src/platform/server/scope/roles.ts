import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Licence, ScopeRole } from './decision.ts';

interface RoleRow {
  role: string;
  label_en: string;
  label_id: string;
  actions: string[];
  preliminary: boolean;
  licence: Licence;
}

/**
 * Job descriptions of a clinic, in the order of their ids. Read in each transaction and kept in no memory: another
 * process may have changed them a moment ago.
 * @param only ids of the roles wanted; all without it
 */
export async function loadRoles(
  tx: Transaction<Tables>,
  clinicId: string,
  only?: readonly string[],
): Promise<ScopeRole[]> {
  const found = await sql<RoleRow>`
    SELECT role, label_en, label_id, actions, preliminary, licence FROM scope_role
    WHERE clinic_id = ${clinicId} AND (${only ?? null}::text[] IS NULL OR role = ANY (${only ?? null}::text[]))
    ORDER BY role`.execute(tx);
  return found.rows.map(({ label_en, label_id, ...row }) => {
    return { ...row, label: { en: label_en, id: label_id } };
  });
}

/** Writes job descriptions, replacing those of the same ids. */
export async function saveRoles(
  tx: Transaction<Tables>,
  clinicId: string,
  roles: readonly (ScopeRole & { countryTemplate?: string })[],
): Promise<void> {
  for (const { role, label, actions, preliminary, licence, countryTemplate } of roles) {
    await sql`
      INSERT INTO scope_role (clinic_id, role, label_en, label_id, actions, preliminary, licence, country_template)
      VALUES (${clinicId}, ${role}, ${label.en}, ${label.id}, ${actions}, ${preliminary}, ${licence},
        ${countryTemplate ?? null})
      ON CONFLICT (clinic_id, role) DO UPDATE SET label_en = excluded.label_en, label_id = excluded.label_id,
        actions = excluded.actions, preliminary = excluded.preliminary, licence = excluded.licence,
        country_template = excluded.country_template`.execute(tx);
  }
}
