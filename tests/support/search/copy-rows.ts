import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Client } from 'pg';
import { type CopyStreamQuery, from } from 'pg-copy-streams';

/** Takes one row of a table, without its clinic. */
export type Sink = (table: string, values: readonly unknown[]) => void;

export interface Copy {
  sink: Sink;
  /** Waits where the database is behind. */
  drained(): Promise<void>;
  /** Commits what was sent. */
  end(): Promise<void>;
}

/** Characters of a table's rows that go out together. */
const chunk = 262_144;

/**
 * Copies rows into tables, each over a connection of its own, so that their indexes are kept side by side.
 * @param superuserUrl of a role that row-level security does not bind
 * @param columns by table, without `clinic_id`
 * @throws Error of the first table that refuses its rows
 */
export async function openCopy(
  superuserUrl: string,
  clinicId: string,
  columns: Readonly<Record<string, readonly string[]>>,
): Promise<Copy> {
  const tables = new Map<string, Table>();
  for (const [name, list] of Object.entries(columns))
    tables.set(name, await openTable(superuserUrl, name, list));
  const prefix = `${clinicId}\t`;
  const all = [...tables.values()];
  return {
    sink(name, values) {
      const table = tables.get(name);
      if (!table) throw new Error(`${name} is not among the tables`);
      table.text += `${prefix}${values.map(field).join('\t')}\n`;
      if (table.text.length >= chunk) send(table);
    },
    async drained() {
      for (const { stream } of all) if (stream.writableNeedDrain) await once(stream, 'drain');
    },
    async end() {
      for (const table of all) {
        send(table);
        table.stream.end();
      }
      await Promise.all(all.map(({ stream }) => finished(stream)));
      await Promise.all(all.map(({ client }) => client.end()));
    },
  };
}

interface Table {
  client: Client;
  stream: CopyStreamQuery;
  text: string;
}

async function openTable(url: string, name: string, columns: readonly string[]): Promise<Table> {
  const client = new Client({ connectionString: url });
  await client.connect();
  // rows that point at one another come in at once
  await client.query('SET session_replication_role = replica; SET synchronous_commit = off');
  const stream = client.query(from(`COPY ${name} (clinic_id, ${columns.join(', ')}) FROM STDIN`));
  return { client, stream, text: '' };
}

function send(table: Table): void {
  if (table.text !== '') table.stream.write(table.text);
  table.text = '';
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value in COPY's text form. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : value;
}
