import { sql } from 'kysely';
import { instantOfId } from './faults.ts';
import { type RawRow, rawColumns } from './row-query.ts';
import type { Examination } from './examination.ts';
import { fits } from './verify-seals.ts';

const pageRows = 5_000;

/**
 * Looks at what no seal covers: rows of the last second that wait for theirs, and whatever somebody put there. And at
 * what is covered or waits twice, or waits and is gone.
 */
export async function checkUnsealed(examination: Examination): Promise<void> {
  const { tx, clinic, fault } = examination;
  const sealed = sql`(SELECT unnest(s.ids) AS id FROM audit_seal s WHERE s.clinic_id = ${clinic.id})`;
  // the planner takes the list of sealed ids for a short one, and would look each of a million up by itself
  await sql`SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on; SET LOCAL enable_nestloop = off`.execute(
    tx,
  );
  await sql`
    DECLARE audit_unsealed NO SCROLL CURSOR FOR
    SELECT ${sql.raw(rawColumns)}, p.id IS NOT NULL AS waits FROM audit_event e
    LEFT JOIN ${sealed} s ON s.id = e.id LEFT JOIN audit_pending_here() p(id) ON p.id = e.id
    WHERE e.clinic_id = ${clinic.id} AND s.id IS NULL`.execute(tx);
  for (;;) {
    const page = await sql<
      RawRow & { waits: boolean }
    >`FETCH ${sql.raw(String(pageRows))} FROM audit_unsealed`.execute(tx);
    for (const row of page.rows) checkRow(examination, row);
    examination.looked(page.rows.length);
    if (page.rows.length < pageRows) break;
  }
  const twice = await sql<{ id: string }>`
    SELECT id FROM (SELECT id FROM ${sealed} s UNION ALL SELECT id FROM audit_pending_here() p(id)) every
    GROUP BY id HAVING count(*) > 1`.execute(tx);
  for (const { id } of twice.rows) fault({ kind: 'rowSealedTwice', rowId: id, at: instantOfId(id) });
  const gone = await sql<{ id: string }>`
    SELECT p.id FROM audit_pending_here() p(id)
    LEFT JOIN audit_event e ON e.clinic_id = ${clinic.id} AND e.id = p.id WHERE e.id IS NULL`.execute(tx);
  for (const { id } of gone.rows) fault({ kind: 'rowMissing', rowId: id, at: instantOfId(id) });
}

function checkRow({ keys, fault, unknownKey }: Examination, row: RawRow & { waits: boolean }): void {
  const place = { rowId: row.id, event: row.event, at: row.at };
  const key = keys.get(row.macKey);
  if (!key) unknownKey(row.macKey, place);
  else if (!fits(key, row)) fault({ kind: 'rowForged', ...place });
  else if (!row.waits) fault({ kind: 'rowLeftOut', ...place });
}
