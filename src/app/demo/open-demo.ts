import { sql } from 'kysely';
import { type Database, inClinic } from '#platform/server/db/database.ts';
import { createStaff } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { type DemoClinic, demoClinics, demoPassword, demoPin } from './clinics.ts';

export interface DemoOptions {
  /** `SERAMBI_DEMO=0` says no. */
  wanted: boolean;
  say(line: string): void;
}

/** On an empty data folder opens the demo clinics; in demo clinics that are there, lays the day. */
export async function openDemo(platform: Platform, options: DemoOptions): Promise<void> {
  if (options.wanted && (await isEmpty(platform.database))) {
    for (const clinic of demoClinics) {
      options.say(`Opening ${clinic.name} …`);
      await openClinic(platform, clinic);
    }
  }
}

async function isEmpty(database: Database): Promise<boolean> {
  const found = await sql<{ one: boolean }>`SELECT EXISTS (SELECT FROM platform_clinic) AS one`.execute(
    database.kysely,
  );
  return found.rows[0]?.one === false;
}

async function openClinic(platform: Platform, demo: DemoClinic): Promise<void> {
  const id = uuidv7(platform.clock.now(), platform.random);
  const settings = JSON.stringify({ letterhead: demo.letterhead });
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language, demo, settings)
    VALUES (${id}, ${demo.slug}, ${demo.name}, ${demo.country}, ${demo.zone}, ${demo.currency}, ${demo.language}, true,
      ${settings}::jsonb)`.execute(platform.database.kysely);
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country: demo.country }));
  for (const person of demo.people) {
    await createStaff(platform, {
      clinicSlug: demo.slug,
      login: `${person.login}@${demo.slug}.demo`,
      name: person.name,
      language: person.language ?? demo.language,
      roles: [person.role],
      practitionerId: `${demo.slug}-${person.login}`,
      password: demoPassword,
      pin: demoPin,
    });
  }
}
