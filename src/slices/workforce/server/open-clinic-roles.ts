import type { Transaction } from 'kysely';
import type { Clinic } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { RoleTemplate } from '../shared/role-template.ts';
import { openLaw } from './law/rows.ts';
import { templateOf } from '../shared/templates/all.ts';
import { usRoles } from '../shared/templates/us.ts';

/**
 * Writes a new clinic's job descriptions from its country's templates, and what the law there asks of those without a
 * licence; job descriptions that it has already stay as they are.
 * @returns the templates used
 */
export async function openClinicRoles(
  db: Transaction<Tables>,
  clinic: Pick<Clinic, 'id' | 'country'>,
): Promise<readonly RoleTemplate[]> {
  // a clinic elsewhere starts from the US ones and is told to check them with its own law
  const roles = templateOf(clinic.country) ?? usRoles;
  await db
    .insertInto('scope_role')
    .values(
      roles.map((one) => ({
        clinic_id: clinic.id,
        role: one.role,
        label_en: one.label.en,
        label_id: one.label.id,
        actions: [...new Set(one.actions)],
        preliminary: one.preliminary ?? false,
        licence: one.licence ?? 'none',
        country_template: clinic.country,
      })),
    )
    .onConflict((conflict) => conflict.columns(['clinic_id', 'role']).doNothing())
    .execute();
  await openLaw(db, clinic);
  return roles;
}
