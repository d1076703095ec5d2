import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { isLeftOut } from './left-out.ts';

export interface ClinicColumn {
  name: string;
  /** As a cast names it, e.g. `timestamp(3) with time zone`. */
  type: string;
  /** Of an identity column or a serial one. */
  sequence: string | null;
}

/** A foreign key, without `clinic_id`, which stands in each. */
export interface ClinicLink {
  table: string;
  from: string[];
  to: string[];
}

/** A table with rows of clinics, as the catalogue has it. `clinic_id` itself is in none of the lists. */
export interface ClinicTable {
  name: string;
  /** The app role reaches it by functions and triggers alone. */
  closed: boolean;
  columns: ClinicColumn[];
  key: string[];
  links: ClinicLink[];
  /** Triggers that look at each row as it is entered. */
  guards: string[];
}

/**
 * Every table that an export holds: whatever carries a `clinic_id` and is not on the list of what is left out, so that
 * a new slice's tables are exported by themselves. What a foreign key points at comes first, guarded tables as late as
 * can be; what only triggers and functions write comes last.
 * @param tx as the owner of the schema
 */
export async function exportedTables(tx: Transaction<Tables>): Promise<ClinicTable[]> {
  const all = await clinicTables(tx);
  return inOrder(all.filter(({ name }) => !isLeftOut(name)));
}

/** Every table that carries a `clinic_id`, by name. */
export async function clinicTables(tx: Transaction<Tables>): Promise<ClinicTable[]> {
  // What is computed from other columns is not a value of its own, and a transaction's number (xid8) counts another
  // database's transactions. Bits of tgtype: for each row (1), before (2), at an insert (4).
  const found = await sql<ClinicTable>`
    SELECT c.relname AS name, coalesce(obj_description(c.oid, 'pg_class'), '') ~ '@functions-only' AS closed,
      coalesce((SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'sequence', pg_get_serial_sequence(quote_ident(c.relname), a.attname)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          AND a.atttypid <> 'xid8'::regtype AND a.attname <> 'clinic_id'), '[]') AS columns,
      coalesce((SELECT json_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname <> 'clinic_id'), '[]') AS key,
      coalesce((SELECT json_agg(json_build_object('table', f.confrelid::regclass::text,
          'from', (SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(f.conkey) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number WHERE a.attname <> 'clinic_id'),
          'to', (SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(f.confkey) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.number WHERE a.attname <> 'clinic_id'))
          ORDER BY f.conname)
        FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'
          AND f.confrelid <> 'platform_clinic'::regclass), '[]') AS links,
      coalesce((SELECT json_agg(t.tgname ORDER BY t.tgname) FROM pg_trigger t
        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 7 = 7),
        '[]') AS guards
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
      AND EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'clinic_id' AND NOT a.attisdropped)
    ORDER BY c.relname COLLATE "C"`.execute(tx);
  return found.rows;
}

function inOrder(tables: ClinicTable[]): ClinicTable[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: ClinicTable[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ name, links }) =>
      links.every((link) => link.table === name || !left.has(link.table)),
    );
    if (ready.length === 0) throw new Error(`foreign keys in a ring: ${[...left.keys()].join(', ')}`);
    const open = ready.filter(({ guards }) => guards.length === 0);
    for (const table of open.length > 0 ? open : ready) {
      left.delete(table.name);
      ordered.push(table);
    }
  }
  return [...ordered.filter(({ closed }) => !closed), ...ordered.filter(({ closed }) => closed)];
}
