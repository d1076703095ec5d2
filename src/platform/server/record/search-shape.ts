import { sql } from 'kysely';
import type { Place } from './query.ts';
import type { Condition, Scope } from './search-conditions.ts';
import type { Driver } from './search-drivers.ts';
import type { Order } from './search-order.ts';
import type { Sql } from './search-tests.ts';

/** What is needed to read a page, or to count all of them. */
export interface Search {
  scope: Scope;
  order: Order;
  conditions: readonly Condition[];
  /** Where to begin; undefined where nothing but the record itself is left. */
  driver: Driver | undefined;
  /** Whether the candidates are known to be so few that they are looked at one by one. */
  isFew: boolean;
}

/** What one page is read by. */
export interface Asked {
  search: Search;
  limit: number;
  after: Place | undefined;
}

/**
 * The record's rows for ids in `w`, one look-up each: OFFSET keeps the planner from making a join of it. What is deleted
 * has no search rows, so it is not asked for again: the planner would take a partial index in place of the key.
 */
export const recordOf = ({ clinicId, type }: Scope): Sql => sql`CROSS JOIN LATERAL (
  SELECT r.id, r.version, r.updated_at, r.patient_id, r.content FROM record_resource r
  WHERE r.clinic_id = ${clinicId} AND r.type = ${type} AND r.id = w.id OFFSET 0) r`;

/** What a page gives of each. */
export const pageColumns: Sql = sql`r.id, r.version, r.updated_at AS "updatedAt", r.patient_id AS "patientId", r.content AS text`;
