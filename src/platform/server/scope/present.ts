import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Present } from './decision.ts';

/** After so many minutes without a touch of hers nobody is taken to be in the house. */
const goneAfterMinutes = 60;

/**
 * Licensed people who are in the house: who used the product here within the hour, or whom the roster has on duty now.
 * @param except herself: nobody supervises her own act
 */
export async function presentNow(
  tx: Transaction<Tables>,
  clinicId: string,
  { now, steadyNow, except }: { now: string; steadyNow: string; except?: string },
): Promise<Present[]> {
  const found = await sql<Present>`
    SELECT DISTINCT s.id AS "staffId", s.name FROM identity_staff s
    JOIN scope_role r ON r.clinic_id = s.clinic_id AND r.role = ANY (s.roles) AND r.licence <> 'none'
    WHERE s.clinic_id = ${clinicId} AND s.status = 'active' AND s.id <> ${except ?? null}
      AND (EXISTS (SELECT FROM identity_session i WHERE i.clinic_id = s.clinic_id AND i.staff_id = s.id
          AND i.ended_at IS NULL AND i.used_at + ${goneAfterMinutes} * interval '1 minute' > ${steadyNow})
        OR EXISTS (SELECT FROM scope_duty d WHERE d.clinic_id = s.clinic_id AND d.staff_id = s.id
          AND d.from_at <= ${now} AND ${now} < d.until_at))
    ORDER BY s.name`.execute(tx);
  return found.rows;
}
