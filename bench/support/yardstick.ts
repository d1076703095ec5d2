import type { ServerResponse } from 'node:http';
import Fastify from 'fastify';
import pg from 'pg';

export type Yardstick = { method: 'GET' | 'POST'; url: string; body?: () => string };

const channel = 'bench';

/** The least that any server on this database could do for the same answer. */
export async function openYardstick(
  config: pg.PoolConfig,
  { row, board, connections }: { row: string; board: string; connections: number },
) {
  const pool = new pg.Pool({ ...config, max: connections });
  const table = 'platform_idempotency';
  const clinic =
    (await pool.query<{ id: string }>("SELECT id FROM platform_clinic WHERE slug = 'harbor'")).rows[0]?.id ??
    '';
  let key = 0;
  const app = Fastify();
  const readSql = 'SELECT $1::text AS content FROM platform_clinic WHERE id = $2';
  app.get('/read', async (_request, reply) => {
    const found = await pool.query({ name: 'read', text: readSql, values: [row, clinic] });
    return reply.type('application/json').send(found.rows[0].content);
  });
  app.get('/board', async (_request, reply) => {
    const found = await pool.query({ name: 'board', text: readSql, values: [board, clinic] });
    return reply.type('application/json').send(found.rows[0].content);
  });
  const insert = async (): Promise<string> => {
    key += 1;
    const id = `${process.pid}-${key}`;
    // one row of the same size in a transaction of its own, fsync on, bound by row-level security like ours
    await pool.query(`BEGIN; SELECT set_config('serambi.clinic', '${clinic}', true);
      INSERT INTO ${table} (clinic_id, actor_id, key, verb, input_hash, answer, created_at)
      VALUES ('${clinic}', 'bench', '${id}', 'bench', 'x', '${row.replaceAll("'", "''")}', now()); COMMIT`);
    return id;
  };
  app.post('/insert', async () => {
    await insert();
    return {};
  });
  const lines = new Set<ServerResponse>();
  const listener = new pg.Client(config);
  await listener.connect();
  listener.on('notification', ({ payload }) => {
    for (const line of lines) line.write(`data: ${payload}\n\n`);
  });
  await listener.query(`LISTEN ${channel}`);
  app.get('/push', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write('event: open\n\n');
    lines.add(reply.raw);
    reply.raw.on('close', () => lines.delete(reply.raw));
  });
  app.post('/told', async () => {
    const id = await insert();
    // after the commit, as an outbox must: who hears of it finds it there
    void pool.query('SELECT pg_notify($1, $2)', [channel, id]).catch(() => undefined);
    return { id };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    read: { method: 'GET' as const, url: `${url}/read` },
    board: { method: 'GET' as const, url: `${url}/board` },
    insert: { method: 'POST' as const, url: `${url}/insert`, body: () => '{}' },
    push: { url: `${url}/push` },
    /** Writes a row of which the lines are told. @returns what they are told */
    async tell(): Promise<string> {
      const answer = await fetch(`${url}/told`, { method: 'POST' });
      return ((await answer.json()) as { id: string }).id;
    },
    close: async () => {
      await app.close();
      await listener.end();
      await pool.end();
    },
  };
}
