import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateTables } from '#platform/server/db/generate-types.ts';
import { ownerRole } from '#platform/server/db/roles.ts';
import { databaseUrl, startTestServer } from '#testing/server.ts';

/** Writes the row types of a freshly migrated database; says whether anything changed. */
const file = path.join(import.meta.dirname, '../src/platform/server/db/tables.ts');
const { server, remove } = await startTestServer();
try {
  const text = await generateTables(databaseUrl(server.superuserUrl, server.template, ownerRole));
  const before = await readFile(file, 'utf8').catch(() => '');
  if (text !== before) await writeFile(file, text);
  process.stdout.write(text === before ? 'tables.ts is up to date\n' : 'tables.ts was written\n');
} finally {
  await remove();
}
