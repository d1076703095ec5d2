import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres15 } from '#testing/postgres15.ts';

/** Runs a command with `TEST_DATABASE_ADMIN_URL` of a fresh PostgreSQL 15: `run.js with-postgres15 vitest run …`. */
const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('usage: with-postgres15 COMMAND …');
const server = await startPostgres15();
try {
  const env = { ...process.env, TEST_DATABASE_ADMIN_URL: server.superuserUrl };
  const [code] = (await once(spawn(command, args, { stdio: 'inherit', env }), 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await server.remove();
}
