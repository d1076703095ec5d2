import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { startServer } from '#app/server.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { createStaff } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { password, pin, slug } from './people.ts';

/**
 * A Serambi of the campaign's own: a clinic full of people, and a clock that the campaign moves on by lines on stdin
 * (`pass MINUTES`). Arguments: data folder, how many people; with the two addresses of a running database it is a second
 * process beside the first.
 */
const [dataDir = '', people = '0', databaseUrl, databaseAdminUrl] = process.argv.slice(2);
let aheadMs = 0;
const now = () => Date.now() + aheadMs;

const server = await startServer({
  dataDir,
  port: 0,
  clock: { now, steady: now },
  ...(databaseUrl && databaseAdminUrl && { databaseUrl, databaseAdminUrl }),
  beforeReady: async (platform) => {
    if (!databaseUrl) await openClinic(platform, Number(people));
  },
});
const running = databaseUrl ? undefined : await findRunning(dataDir);
const { appUrl, adminUrl } = running ?? {};
process.stdout.write(`${JSON.stringify({ url: server.url, appUrl, adminUrl })}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const [word, minutes] = line.split(' ');
  if (word === 'pass') aheadMs += Number(minutes) * 60_000;
  process.stdout.write(`${word}\n`);
});
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));

async function openClinic(platform: Platform, count: number): Promise<void> {
  const id = uuidv7(platform.clock.now(), platform.random);
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${id}, ${slug}, 'Sessions', 'ID', 'Asia/Jakarta', 'IDR', 'id')`.execute(platform.database.kysely);
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country: 'ID' }));
  const add = (login: string, role: string) =>
    createStaff(platform, {
      ...{ clinicSlug: slug, language: 'id', password, pin },
      ...{ login, name: `Orang ${login}`, roles: [role] },
    });
  await add('manager@sessions.test', 'manager');
  const logins = Array.from(
    { length: count },
    (_, at) => `person-${String(at).padStart(4, '0')}@sessions.test`,
  );
  for (let at = 0; at < logins.length; at += 4)
    await Promise.all(logins.slice(at, at + 4).map((login) => add(login, 'frontDesk')));
}
