import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { inClinic } from '../db/database.ts';
import { parseLossless } from '../fhir/json-text.ts';
import { indexRows } from '../fhir/search-index.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Platform } from '../platform.ts';
import { columnsOf, leadingInstant } from './search-columns.ts';

/** One transaction's worth, so that nobody who writes meanwhile waits long. */
const batch = 200;

/**
 * Makes the search rows of resources anew that an earlier version of the indexer made: a migration that changes what
 * is indexed sets `indexed` to false. Does nothing when none is left.
 */
export function reindexing(platform: Platform): Job {
  return {
    name: 'platform.reindex',
    cron: '* * * * *',
    async run() {
      const clinics = await platform.database.pool.query<{ id: string; zone: string }>(
        'SELECT id, zone FROM platform_clinic ORDER BY id',
      );
      for (const clinic of clinics.rows) {
        let done = batch;
        while (done === batch) done = await reindexSome(platform, clinic);
      }
    },
  };
}

/** @returns how many were made anew */
async function reindexSome(platform: Platform, clinic: { id: string; zone: string }): Promise<number> {
  return inClinic(platform.database, clinic.id, async (tx) => {
    // whoever writes one of them at the moment indexes it himself
    const found = await sql<{
      type: string;
      id: string;
      patientId: string | null;
      deleted: boolean;
      text: string;
    }>`
      SELECT type, id, patient_id AS "patientId", deleted, content AS text FROM record_resource
      WHERE clinic_id = ${clinic.id} AND NOT indexed ORDER BY type, id LIMIT ${batch} FOR UPDATE SKIP LOCKED`.execute(
      tx,
    );
    for (const { type, id, patientId, deleted, text } of found.rows) {
      if (!deleted) {
        const rows = indexRows(parseLossless(text) as unknown as Resource, clinic.zone);
        const at = leadingInstant(type, rows);
        await sql`SELECT record_index(${type}, ${id}, false, ${patientId}, ${at}, ${columnsOf(type, rows)})`.execute(
          tx,
        );
        await sql`UPDATE record_resource SET at = ${at} WHERE clinic_id = ${clinic.id} AND type = ${type} AND id = ${id}`.execute(
          tx,
        );
      }
    }
    const types = found.rows.map((row) => row.type);
    const ids = found.rows.map((row) => row.id);
    await sql`UPDATE record_resource r SET indexed = true FROM unnest(${types}::text[], ${ids}::text[]) AS u(type, id)
      WHERE r.clinic_id = ${clinic.id} AND r.type = u.type AND r.id = u.id`.execute(tx);
    return found.rows.length;
  });
}
