import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { ClinicTable } from './clinic-tables.ts';
import type { Manifest } from './manifest.ts';
import { readRows } from './read-export.ts';
import { ExportRefused } from './refused.ts';
import { insertRows, quoted } from './row-text.ts';

const mostRows = 1_000;
const mostCharacters = 1_000_000;

/** Puts all rows of a table in. @returns how many */
export async function fillTable(
  tx: Transaction<Tables>,
  folder: string,
  table: ClinicTable,
  manifest: Manifest,
): Promise<number> {
  // what triggers have written here meanwhile, for rows of other tables, stands in the file as it was
  if (table.closed)
    await sql`DELETE FROM ${sql.raw(quoted(table.name))} WHERE clinic_id = serambi_clinic()`.execute(tx);
  // a row may point at a later one of its own table: foreign keys are looked at when a statement ends, so all come in one
  const staged = table.links.some((link) => link.table === table.name);
  if (staged) await sql`CREATE TEMP TABLE serambi_staged (row json) ON COMMIT DROP`.execute(tx);
  let [batch, characters, count]: [string[], number, number] = [[], 0, 0];
  const flush = async () => {
    const rows = sql`(SELECT value AS row FROM json_array_elements(${`[${batch.join(',')}]`}::json)) s`;
    [batch, characters] = [[], 0];
    await (staged
      ? sql`INSERT INTO serambi_staged SELECT s.row FROM ${rows}`
      : sql`${sql.raw(insertRows(table, ''))} ${rows}`
    ).execute(tx);
  };
  for await (const row of readRows(folder, table, manifest)) {
    batch.push(row);
    count += 1;
    characters += row.length;
    if (batch.length >= mostRows || characters >= mostCharacters) await flush();
  }
  if (batch.length > 0) await flush();
  if (staged) {
    await sql.raw(insertRows(table, 'serambi_staged s')).execute(tx);
    await sql`DROP TABLE serambi_staged`.execute(tx);
  }
  await moveSequences(tx, table);
  return count;
}

async function moveSequences(tx: Transaction<Tables>, { name, columns }: ClinicTable): Promise<void> {
  for (const { name: column, sequence } of columns) {
    if (sequence === null) continue;
    await sql`SELECT setval(${sequence}, greatest(nextval(${sequence}), (SELECT max(${sql.ref(column)})
      FROM ${sql.table(name)} WHERE clinic_id = serambi_clinic())))`.execute(tx);
  }
}

/** @throws ExportRefused where the table has other rows of this clinic than came in */
export async function checkCount(
  tx: Transaction<Tables>,
  { name }: ClinicTable,
  wanted: number,
): Promise<void> {
  const found = await sql<{ count: bigint }>`
    SELECT count(*) FROM ${sql.table(name)} WHERE clinic_id = serambi_clinic()`.execute(tx);
  if (found.rows[0]?.count !== BigInt(wanted))
    throw new ExportRefused('rowRefused', { table: name, reason: `${found.rows[0]?.count} ≠ ${wanted}` });
}

/** PostgreSQL's message names a constraint or one value; its detail, which quotes a whole row, is not told. */
export function refuseRow(table: ClinicTable | undefined, error: unknown): never {
  const { code, table: at, detail, message } = error as Error & Record<'code' | 'table' | 'detail', string>;
  if (error instanceof ExportRefused || !/^[0-9A-Z]{5}$/.test(code ?? '')) throw error;
  // not for this file's sake: the same work can succeed when it is done again
  if (code === '40001' || code === '40P01') throw error;
  if (code === '23505' && at === 'identity_login')
    throw new ExportRefused(
      'loginTaken',
      { login: /\(login\)=\((.*)\)/.exec(detail ?? '')?.[1] ?? '' },
      error,
    );
  throw new ExportRefused('rowRefused', { table: table?.name ?? at ?? '–', reason: message }, error);
}
