import Fastify from 'fastify';
import pg from 'pg';

/**
 * The yardstick in a process of its own, as the server is: a bare Fastify route over a pool, with prepared statements.
 * Takes what it needs as one message, answers with its address, and ends when its parent lets go of it.
 */
export interface BareStart {
  superuserUrl: string;
  connections: number;
  /** By their keys: what is read. */
  rows: [key: string, text: string][];
}

/** Rows of the yardstick lie in a table of their own, beside the clinic's and without row-level security. */
const schema = 'bench';

process.once('message', async (message) => {
  const { superuserUrl, connections, rows } = message as BareStart;
  const pool = new pg.Pool({ connectionString: superuserUrl, max: connections });
  // the database may be stopped before its users
  pool.on('error', () => undefined);
  await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};
    CREATE TABLE ${schema}.row (key text COLLATE "C" PRIMARY KEY, content text NOT NULL)`);
  await pool.query(`INSERT INTO ${schema}.row SELECT * FROM unnest($1::text[], $2::text[])`, [
    rows.map(([key]) => key),
    rows.map(([, text]) => text),
  ]);
  await pool.query(`ANALYZE ${schema}.row`);
  process.once('disconnect', async () => {
    await pool.query(`DROP SCHEMA ${schema} CASCADE`).catch(() => undefined);
    process.exit();
  });
  process.send?.({ url: await serve(pool) });
});

async function serve(pool: pg.Pool): Promise<string> {
  const app = Fastify({ bodyLimit: 2 ** 24 });
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
  return app.listen({ host: '127.0.0.1', port: 0 });
}
