import { startEmbedded } from '#platform/server/db/supervisor.ts';

/**
 * Holds a database until it is killed: `node hold-database.ts DATA_DIR`. Prints one line of JSON when it is up, or
 * the name of the error.
 */
const [dataDir = ''] = process.argv.slice(2);
try {
  const { appUrl, adminUrl, pid } = await startEmbedded({ dataDir, fsync: false });
  process.stdout.write(`${JSON.stringify({ appUrl, adminUrl, pid })}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).name })}\n`);
}
