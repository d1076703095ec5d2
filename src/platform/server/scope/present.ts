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
  { now, steadyNow, except }: { now: string; steadyNow: string; except?: string },
): Promise<Present[]> {
  const found = await sql<Present>`
    SELECT staff_id AS "staffId", name, licence
    FROM scope_present(${now}, ${steadyNow}, ${goneAfterMinutes}, ${except ?? null})`.execute(tx);
  return found.rows;
}
