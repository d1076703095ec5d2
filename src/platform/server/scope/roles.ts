import { sql, type Transaction } from 'kysely';
import type { Actor } from '../context.ts';
import type { Tables } from '../db/tables.ts';
import { type Decision, decide, type ScopeRole } from './decide.ts';

interface RoleRow {
  role: string;
  label_en: string;
  label_id: string;
  actions: string[];
  preliminary: boolean;
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
    SELECT role, label_en, label_id, actions, preliminary FROM scope_role
    WHERE clinic_id = ${clinicId} AND (${only ?? null}::text[] IS NULL OR role = ANY (${only ?? null}::text[]))
    ORDER BY role`.execute(tx);
  return found.rows.map(({ role, label_en, label_id, actions, preliminary }) => {
    return { role, label: { en: label_en, id: label_id }, actions, preliminary };
  });
}

/**
 * Scope's decision for an actor of this clinic. A refusal reads the other roles as well, to say who may.
 * @param action `<slice>.<act>`
 * @param held her job descriptions, where authentication has brought them a moment ago; otherwise they are read
 */
export async function decideFor(
  tx: Transaction<Tables>,
  clinicId: string,
  actor: Actor,
  action: string,
  held?: readonly ScopeRole[],
): Promise<Decision> {
  const own = held ?? (actor.kind === 'staff' ? await loadRoles(tx, clinicId, actor.roles) : []);
  const first = decide(actor, action, own);
  return first.allowed ? first : decide(actor, action, await loadRoles(tx, clinicId));
}

/** Writes job descriptions, replacing those of the same ids. */
export async function saveRoles(
  tx: Transaction<Tables>,
  clinicId: string,
  roles: readonly (ScopeRole & { countryTemplate?: string })[],
): Promise<void> {
  for (const { role, label, actions, preliminary, countryTemplate } of roles) {
    await sql`
      INSERT INTO scope_role (clinic_id, role, label_en, label_id, actions, preliminary, country_template)
      VALUES (${clinicId}, ${role}, ${label.en}, ${label.id}, ${actions}, ${preliminary}, ${countryTemplate ?? null})
      ON CONFLICT (clinic_id, role) DO UPDATE SET label_en = excluded.label_en, label_id = excluded.label_id,
        actions = excluded.actions, preliminary = excluded.preliminary,
        country_template = excluded.country_template`.execute(tx);
  }
}
