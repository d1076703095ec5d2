import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { sql } from 'kysely';
import { inClinic } from '#platform/server/db/database.ts';
import { writeAudit } from '#platform/server/audit/write.ts';
import { instantOf } from '#platform/shared/time.ts';
import { findClinic } from './find-clinic.ts';
import { withPlatform } from './with-platform.ts';

const pageRows = 500;

/**
 * `serambi export fhir FILE [--clinic SLUG] [--patient ID]`: current resources as FHIR NDJSON, one a line, exactly as
 * stored. Prints how many of each type. The export is one snapshot and leaves an audit row.
 */
export async function exportFhir(
  file: string,
  options: { clinic?: string; patient?: string },
): Promise<void> {
  const counts = new Map<string, number>();
  await withPlatform(async (platform) => {
    const clinic = await findClinic(platform, options.clinic);
    const out = createWriteStream(file, { mode: 0o600 });
    await inClinic(
      platform.database,
      clinic.id,
      async (tx) => {
        let [type, id] = ['', ''];
        for (;;) {
          const page = await sql<{ type: string; id: string; content: string }>`
          SELECT type, id, content FROM record_resource
          WHERE clinic_id = ${clinic.id} AND NOT deleted AND (type, id) > (${type}, ${id})
            AND (${options.patient ?? null}::text IS NULL OR patient_id = ${options.patient ?? null})
          ORDER BY type, id LIMIT ${pageRows}`.execute(tx);
          for (const row of page.rows) {
            counts.set(row.type, (counts.get(row.type) ?? 0) + 1);
            if (!out.write(`${row.content}\n`)) await once(out, 'drain');
          }
          const last = page.rows.at(-1);
          if (!last || page.rows.length < pageRows) break;
          [type, id] = [last.type, last.id];
        }
        await writeAudit(platform.auditKey, tx, clinic.id, [
          {
            at: instantOf(platform.clock.now()),
            actorKind: 'system',
            actorId: 'cli',
            actorName: 'serambi export',
            event: 'records.exported',
            outcome: 'done',
            patientId: options.patient,
            details: Object.fromEntries(counts),
          },
        ]);
      },
      { snapshot: true },
    );
    out.end();
    await once(out, 'finish');
  });
  for (const [type, count] of counts) process.stdout.write(`${String(count).padStart(8)}  ${type}\n`);
}
