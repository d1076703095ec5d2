import Fastify from 'fastify';
import pg from 'pg';
import type { Call } from './figures.ts';

/** The least that any server on this database could do for the same answers. */
export interface Bare {
  /** One row by its key, the same size as a resource. */
  read(key: string): Call;
  /** Some rows by their keys, joined into one answer. */
  readMany(keys: readonly string[]): Call;
  /** One row, or several in one transaction, of the size of `row`. */
  insert(row: string, count: number): Call;
  close(): Promise<void>;
}

/** Rows of the yardstick lie in a table of their own, beside the clinic's and without row-level security. */
const schema = 'bench';

/**
 * A bare Fastify route over a pool, with prepared statements.
 * @param rows by their keys: what is read
 */
export async function openBare(
  superuserUrl: string,
  rows: ReadonlyMap<string, string>,
  connections: number,
): Promise<Bare> {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: connections });
  await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};
    CREATE TABLE ${schema}.row (key text COLLATE "C" PRIMARY KEY, content text NOT NULL)`);
  await pool.query(`INSERT INTO ${schema}.row SELECT * FROM unnest($1::text[], $2::text[])`, [
    [...rows.keys()],
    [...rows.values()],
  ]);
  await pool.query(`ANALYZE ${schema}.row`);
  const app = Fastify({ bodyLimit: 2 ** 22 });
  app.get('/row/:key', async (request, reply) => {
    const { key } = request.params as { key: string };
    const found = await pool.query({
      ...{ name: 'one', text: `SELECT content FROM ${schema}.row WHERE key = $1`, values: [key] },
    });
    return reply.type('application/json').send(found.rows[0].content);
  });
  app.post('/rows', async (request, reply) => {
    const found = await pool.query({
      ...{
        name: 'many',
        text: `SELECT content FROM ${schema}.row WHERE key = ANY($1)`,
        values: [request.body],
      },
    });
    const texts = found.rows.map((row: { content: string }) => row.content);
    return reply.type('application/json').send(`{"entry":[${texts.join()}]}`);
  });
  let next = 0;
  const insertOne = { name: 'insert', text: `INSERT INTO ${schema}.row (key, content) VALUES ($1, $2)` };
  app.post('/insert', async (request) => {
    const texts = request.body as string[];
    const [only] = texts;
    if (texts.length === 1) {
      next += 1;
      await pool.query({ ...insertOne, values: [`new-${next}`, only] });
      return {};
    }
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      for (const text of texts) {
        next += 1;
        await client.query({ ...insertOne, values: [`new-${next}`, text] });
      }
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return {};
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    read: (key) => ({ method: 'GET', url: `${url}/row/${key}` }),
    readMany: (keys) => ({ method: 'POST', url: `${url}/rows`, body: () => JSON.stringify(keys) }),
    insert(row, count) {
      const body = JSON.stringify(Array.from({ length: count }, () => row));
      return { method: 'POST', url: `${url}/insert`, body: () => body };
    },
    async close() {
      await app.close();
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}
