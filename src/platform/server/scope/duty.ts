import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** When the roster has somebody in the house: instants, ISO-8601 UTC, the beginning included and the end not. */
export interface Duty {
  staffId: string;
  from: string;
  until: string;
}

/** The same with its source, the id by which the duty that wrote it finds it again. */
export type SourcedDuty = Duty & { sourceId: string };

/**
 * Writes when somebody is in the house, in place of all that stood of her from an instant on. What ended before stays.
 */
export async function replaceDuty(
  tx: Transaction<Tables>,
  clinicId: string,
  { staffId, since }: { staffId: string; since: string },
  duties: readonly SourcedDuty[],
): Promise<void> {
  await sql`DELETE FROM scope_duty
    WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} AND until_at > ${since}`.execute(tx);
  if (duties.length === 0) return;
  await tx
    .insertInto('scope_duty')
    .values(
      duties.map((one) => ({
        ...{ clinic_id: clinicId, source_id: one.sourceId, staff_id: one.staffId },
        ...{ from_at: one.from, until_at: one.until },
      })),
    )
    .execute();
}

/** Who is in the house by the roster at some time of the half-open range, in the order of time. */
export async function dutyBetween(
  tx: Transaction<Tables>,
  clinicId: string,
  from: string,
  until: string,
): Promise<Duty[]> {
  const found = await sql<Duty>`
    SELECT staff_id AS "staffId", from_at AS "from", until_at AS until FROM scope_duty
    WHERE clinic_id = ${clinicId} AND until_at > ${from} AND from_at < ${until}
    ORDER BY from_at, staff_id`.execute(tx);
  return found.rows;
}

/** From now on the roster of a stretch is known: who has no duty in it is not there. Again changes nothing. */
export async function keepRostered(
  tx: Transaction<Tables>,
  clinicId: string,
  stretch: { from: string; until: string },
): Promise<void> {
  await sql`INSERT INTO scope_rostered (clinic_id, from_at, until_at)
    VALUES (${clinicId}, ${stretch.from}, ${stretch.until})
    ON CONFLICT (clinic_id, from_at) DO UPDATE SET until_at = excluded.until_at`.execute(tx);
}

/** The stretches of a half-open range for which there is a roster, in the order of time. */
export async function rosteredBetween(
  tx: Transaction<Tables>,
  clinicId: string,
  from: string,
  until: string,
): Promise<{ from: string; until: string }[]> {
  const found = await sql<{ from: string; until: string }>`
    SELECT from_at AS "from", until_at AS until FROM scope_rostered
    WHERE clinic_id = ${clinicId} AND until_at > ${from} AND from_at < ${until} ORDER BY from_at`.execute(tx);
  return found.rows;
}
