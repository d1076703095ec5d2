import type { Transaction } from 'kysely';
import type { Clinic } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { defaultTerms } from '#slices/workforce/shared/default-terms.ts';

/** Writes what a new clinic asks of those without a licence, as its country is taken to; what stands already stays. */
export async function openClinicTerms(
  db: Transaction<Tables>,
  clinic: Pick<Clinic, 'id' | 'country'>,
): Promise<void> {
  const terms = defaultTerms(clinic.country);
  if (terms.length === 0) return;
  await db
    .insertInto('scope_term')
    .values(
      terms.map((one) => ({
        ...{ clinic_id: clinic.id, act: one.act, role: one.role, competency: one.competency },
        ...{ label_en: one.label.en, label_id: one.label.id, credentials: one.credentials },
        ...{ supervision: one.supervision, delegation: one.delegation, co_sign: one.coSign },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
