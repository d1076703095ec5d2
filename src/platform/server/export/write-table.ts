import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { ClinicTable } from './clinic-tables.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import type { ExportedFile } from './manifest.ts';
import { apartOf, selectRows } from './row-text.ts';

/** A resource may be some megabytes; so many rows are in memory at a time. */
const pageRows = 200;

/**
 * Writes the rows of one table, and the resources that stand in files of their own.
 * @param condition on `t`
 */
export async function writeTable(
  tx: Transaction<Tables>,
  folder: string,
  table: ClinicTable,
  condition: string,
): Promise<ExportedFile[]> {
  const own = await openLineFile(folder, `tables/${table.name}.ndjson`);
  const byType = new Map<string, LineFile>();
  const place = apartOf(table.name)?.folder;
  try {
    await sql`DECLARE serambi_export NO SCROLL CURSOR FOR ${sql.raw(selectRows(table, condition))}`.execute(
      tx,
    );
    for (;;) {
      const page = await sql<{ row: string; type?: string; apart?: string | null }>`
        FETCH ${sql.raw(String(pageRows))} FROM serambi_export`.execute(tx);
      for (const { row, type = '', apart } of page.rows) {
        await own.write(row);
        if (place === undefined || typeof apart !== 'string') continue;
        const lines = byType.get(type) ?? (await openLineFile(folder, `${place}/${type}.ndjson`));
        byType.set(type, lines);
        await lines.write(apart);
      }
      if (page.rows.length < pageRows) break;
    }
    await sql`CLOSE serambi_export`.execute(tx);
  } catch (error) {
    for (const file of [own, ...byType.values()]) await file.close();
    throw error;
  }
  const written: ExportedFile[] = [];
  for (const file of [own, ...byType.values()]) written.push(await file.close());
  return written;
}
