import type { ClinicTable } from './clinic-tables.ts';

/**
 * Tables of which one column stands in files of its own, a line a row: a resource is FHIR as it was stored, which any
 * other system reads. What cannot be such a line (a deleted version, which is no resource) stays in the row.
 */
const apart: Record<string, { folder: string; column: string; staysIf: string } | undefined> = {
  record_resource: {
    folder: 'fhir',
    column: 'content',
    staysIf: "t.deleted OR strpos(t.content, E'\\n') > 0",
  },
  record_history: {
    folder: 'fhir-history',
    column: 'content',
    staysIf: "t.deleted OR strpos(t.content, E'\\n') > 0",
  },
};

/** Where a table's resources stand, if it has any. */
export function apartOf(table: string): { folder: string; column: string } | undefined {
  return apart[table];
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Rows of the transaction's clinic as one JSON object each, `row`, in the order of the primary key: every value is the
 * text that PostgreSQL gives, or null. Beside it `type` and `apart` of a resource that goes into a file of its own.
 * @param condition on `t`
 */
export function selectRows({ name, columns, key }: ClinicTable, condition = 'true'): string {
  const split = apart[name];
  const values = columns.map((column) => {
    const value =
      column.name === split?.column
        ? `CASE WHEN ${split.staysIf} THEN t.${quoted(column.name)} END`
        : `t.${quoted(column.name)}::text`;
    return `${value} AS ${quoted(column.name)}`;
  });
  const beside = split
    ? `, t.type, CASE WHEN ${split.staysIf} THEN NULL ELSE t.${quoted(split.column)} END AS apart`
    : '';
  const order = key.length > 0 ? `ORDER BY ${key.map((column) => `t.${quoted(column)}`).join(', ')}` : '';
  return `SELECT (SELECT row_to_json(r)::text FROM (SELECT ${values.join(', ')}) r) AS row${beside}
    FROM ${quoted(name)} t WHERE t.clinic_id = serambi_clinic() AND (${condition}) ${order}`;
}

/**
 * Puts rows of `source`, a JSON object each under the name `row`, into a table, as rows of the transaction's clinic.
 */
export function insertRows({ name, columns }: ClinicTable, source: string): string {
  const names = columns.map((column) => quoted(column.name));
  const values = columns.map(
    (column) => `(s.row ->> '${column.name.replaceAll("'", "''")}')::${column.type}`,
  );
  return `INSERT INTO ${quoted(name)} (${['clinic_id', ...names].join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${['serambi_clinic()', ...values].join(', ')} FROM ${source}`;
}
