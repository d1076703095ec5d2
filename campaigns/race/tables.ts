import { sql } from 'kysely';
import { inClinic } from '#platform/server/db/database.ts';
import { withClient } from '#platform/server/db/roles.ts';
import type { Ground } from './ground.ts';

/** A visit as the calendar's rows have it. */
export interface Row {
  visit_id: string;
  patient_id: string;
  practitioner_id: string;
  starts_at: string;
  status: string;
  bound: boolean;
  needs_review: boolean;
  number: number | null;
}

async function rows<T>(ground: Ground, query: ReturnType<typeof sql<T>>): Promise<T[]> {
  const found = await inClinic(ground.platform.database, ground.clinicId, (tx) => query.execute(tx));
  return found.rows;
}

/** Visits of a provider that begin in a stretch, in the order of time. */
export function visitsIn(ground: Ground, practitionerId: string, from: string, to: string): Promise<Row[]> {
  return rows(
    ground,
    sql<Row>`
      SELECT visit_id, patient_id, practitioner_id, starts_at, status, bound, needs_review, number
      FROM scheduling_visit
      WHERE practitioner_id = ${practitionerId} AND starts_at >= ${from}::timestamptz AND starts_at < ${to}::timestamptz
      ORDER BY starts_at, visit_id`,
  );
}

/** Those that bind at exactly this time. */
export async function boundAt(ground: Ground, practitionerId: string, startsAt: string): Promise<Row[]> {
  const end = new Date(Date.parse(startsAt) + 60_000).toISOString();
  return (await visitsIn(ground, practitionerId, startsAt, end)).filter((one) => one.bound);
}

/** The freed time that begins at exactly this instant; the desk's own list shows the nearest hundred only. */
export async function freedAt(ground: Ground, startsAt: string): Promise<string | undefined> {
  const [found] = await rows(
    ground,
    sql<{ id: string }>`
      SELECT id FROM waitlist_freed WHERE starts_at = ${startsAt}::timestamptz AND state = 'open'`,
  );
  return found?.id;
}

/** Pairs that occupy one person or thing in one lane at once, in words. */
export async function overlapsLeft(ground: Ground): Promise<string[]> {
  const pairs = await rows(
    ground,
    sql<{ kind: string; count: number }>`
      SELECT a.resource_kind AS kind, count(*)::int AS count FROM scheduling_booking a JOIN scheduling_booking b
      ON a.resource_kind = b.resource_kind AND a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
      GROUP BY a.resource_kind ORDER BY a.resource_kind`,
  );
  return pairs.map(({ kind, count }) => `${count} pairs overlap at one ${kind}`);
}

/**
 * Visits of a parked patient that bind: each must have kept hers, wherever it is now.
 * @returns how many of them are lost
 */
export async function parkedLost(ground: Ground): Promise<number> {
  const [found] = await rows(
    ground,
    sql<{ count: number }>`
      SELECT count(*)::int AS count FROM scheduling_visit WHERE bound AND status = 'booked' AND visit_id = ANY(${ground.parked})`,
  );
  return ground.parked.length - (found?.count ?? 0);
}

/** The chart numbers of all patients, by their ids. */
export async function recordNumbers(ground: Ground): Promise<Map<string, string>> {
  const found = await rows(
    ground,
    sql<{ patient_id: string; record_number: string }>`SELECT patient_id, record_number FROM records_patient`,
  );
  return new Map(found.map((one) => [one.patient_id, one.record_number]));
}

export async function deadlocks(adminUrl: string): Promise<number> {
  return withClient(adminUrl, async (client) => {
    // counters of finished sessions reach the view at once, those of living ones after a moment
    await client.query('SELECT pg_stat_clear_snapshot()');
    const { rows: found } = await client.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(found[0]?.deadlocks ?? 0);
  });
}

/** The broken build: nothing forbids two at one time any more. */
export function dropTheConstraint(adminUrl: string): Promise<unknown> {
  return withClient(adminUrl, (client) =>
    client.query('ALTER TABLE scheduling_booking DROP CONSTRAINT scheduling_booking_no_overlap'),
  );
}
