import { withClient } from './roles.ts';

interface Column {
  table_name: string;
  column_name: string;
  type_name: string;
  is_array: boolean;
  not_null: boolean;
  has_default: boolean;
  is_generated: boolean;
  labels: string[];
}

/** What `parsers.ts` turns each type into; anything else arrives as text. */
const typeScript: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'bigint',
  float4: 'number',
  float8: 'number',
  oid: 'number',
  json: 'unknown',
  jsonb: 'unknown',
  bytea: 'Buffer',
};

const header = `// Generated from the migrated database by \`node bin/run.js generate-tables\`; do not edit.
import type { ColumnType, Generated } from 'kysely';

/** A jsonb column: a value is read, its JSON text is written. */
export type Json = ColumnType<unknown, string, string>;
`;

/**
 * Writes the row types of all tables and views in the schema public, as TypeScript in the house format.
 * @param adminUrl a migrated database
 */
export async function generateTables(adminUrl: string): Promise<string> {
  const tables = Map.groupBy(await readColumns(adminUrl), (column) => column.table_name);
  const interfaces = [...tables].map(
    ([table, columns]) => `\nexport interface ${interfaceName(table)} {\n${columns.map(line).join('')}}\n`,
  );
  const list = [...tables.keys()].map((table) => `  ${table}: ${interfaceName(table)};\n`);
  const json = interfaces.some((text) => /\bJson\b/.test(text));
  const generated = interfaces.some((text) => text.includes('Generated<'));
  const imports = [
    json || interfaces.some((text) => text.includes('ColumnType<')) ? 'ColumnType' : '',
    generated ? 'Generated' : '',
  ];
  const top = json ? header : (header.split('\n\n')[0] ?? '').concat('\n');
  return `${top.replace('ColumnType, Generated', imports.filter(Boolean).join(', '))}${interfaces.join('')}
export interface Tables {\n${list.join('')}}\n`;
}

function interfaceName(table: string): string {
  const words = table.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Table`;
}

function line(column: Column): string {
  let type = valueType(column);
  if (column.is_generated) type = `ColumnType<${type}, never, never>`;
  else if (column.has_default && type !== 'Json') type = `Generated<${type}>`;
  else if (column.has_default) type = 'ColumnType<unknown, string | undefined, string>';
  else if (type === 'Json' && !column.not_null) type = 'ColumnType<unknown, string | null, string | null>';
  return `  ${column.column_name}: ${type};\n`;
}

function valueType(column: Column): string {
  let type = column.labels.length > 0 ? column.labels.map((label) => `'${label}'`).join(' | ') : undefined;
  type ??= typeScript[column.type_name] ?? 'string';
  if (type === 'unknown' && !column.is_array) return 'Json';
  if (column.is_array) type = type.includes('|') ? `(${type})[]` : `${type}[]`;
  return column.not_null ? type : `${type} | null`;
}

async function readColumns(adminUrl: string): Promise<Column[]> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<Column>(
      `SELECT c.relname AS table_name,
         a.attname AS column_name,
         coalesce(base.typname, element.typname, t.typname) AS type_name,
         t.typcategory = 'A' AS is_array,
         a.attnotnull OR t.typnotnull AS not_null,
         a.atthasdef OR a.attidentity <> '' AS has_default,
         a.attgenerated <> '' OR a.attidentity = 'a' AS is_generated,
         array(
           SELECT e.enumlabel::text FROM pg_enum e
           WHERE e.enumtypid IN (t.oid, element.oid) ORDER BY e.enumsortorder
         ) AS labels
       FROM pg_attribute a
       JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_type element ON element.oid = t.typelem AND t.typcategory = 'A'
       LEFT JOIN pg_type base ON base.oid = t.typbasetype
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY c.relname COLLATE "C", a.attnum`,
    );
    return rows;
  });
}
