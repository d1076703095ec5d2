import { sql } from 'kysely';
import type { Clinic } from '#platform/server/context.ts';
import { type Database, inClinic } from '#platform/server/db/database.ts';
import { asSystem } from '#platform/server/http/as-system.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { instantOf, zonedDay } from '#platform/shared/time.ts';
import { openBooks } from '#slices/bookkeeping/server/index.ts';
import { openTraining } from '#slices/training/server/index.ts';
import { addPerson, openClinicRoles } from '#slices/workforce/server/index.ts';
import { type DemoClinic, demoClinics, demoPassword, demoPin } from './clinics.ts';
import { openDemoCompetencies } from './competencies.ts';
import { furnishDocuments } from './documents.ts';
import { furnish } from './furnish.ts';
import { layDay } from './lay-day.ts';
import { openStage } from './stage.ts';
import { furnishStandingOrders } from './standing-orders.ts';
import { furnishTraining } from './training.ts';

export interface DemoOptions {
  /** `SERAMBI_DEMO=0` says no. */
  wanted: boolean;
  /** One line of words to who is waiting, by message key. */
  tell(key: string, params: Record<string, string>): void;
}

/** On an empty data folder opens the demo clinics; in demo clinics that are there, lays today if nobody has yet. */
export async function openDemo(platform: Platform, options: DemoOptions): Promise<void> {
  if (options.wanted && (await isEmpty(platform.database))) {
    for (const demo of demoClinics) {
      options.tell('cli_demo_opening', { clinic: demo.name });
      await openClinic(platform, demo);
    }
  }
  // a clinic whose day has a gap is a clinic all the same, and the rest of the house has nothing to do with it
  await layMissingDays(platform, options.tell).catch((error) => notLaid(platform, error));
}

function notLaid(platform: Platform, error: unknown): void {
  platform.log.error({ err: error }, 'the day of a demo clinic could not be laid');
}

const checkEveryMs = 60_000;

/** Lays each new day of the demo clinics as it comes. Returns the way to stop. */
export function keepDemoDays(platform: Platform): () => void {
  let laying = false;
  const timer = setInterval(() => {
    if (laying) return;
    laying = true;
    layMissingDays(platform, () => undefined)
      .catch((error) => notLaid(platform, error))
      .finally(() => {
        laying = false;
      });
  }, checkEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function isEmpty(database: Database): Promise<boolean> {
  const found = await sql<{ one: boolean }>`SELECT EXISTS (SELECT FROM platform_clinic) AS one`.execute(
    database.kysely,
  );
  return found.rows[0]?.one === false;
}

async function openClinic(platform: Platform, demo: DemoClinic): Promise<void> {
  const nowMs = platform.clock.now();
  const { slug, name, country, zone, currency, language } = demo;
  const id = uuidv7(nowMs, platform.random);
  const settings = { letterhead: demo.letterhead };
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language, demo, settings)
    VALUES (${id}, ${slug}, ${name}, ${country}, ${zone}, ${currency}, ${language}, true,
      ${JSON.stringify(settings)}::jsonb)`.execute(platform.database.kysely);
  const clinic: Clinic = { id, slug, name, country, zone, currency, language, demo: true, settings };
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country }));
  for (const person of demo.people) {
    await addPerson(platform, clinic, {
      login: `${person.login}@${slug}.demo`,
      name: person.name,
      language: person.language ?? language,
      roles: [person.role],
      practitionerId: `${slug}-${person.login}`,
      password: demoPassword,
      pin: demoPin,
      ...(person.licence && { licence: person.licence }),
    });
  }
  await asSystem(platform, 'demo')(clinic, 'bookkeeping.openBooks', (ctx) => openBooks(ctx));
  await asSystem(platform, 'demo')(clinic, 'competencies.openDemo', (ctx) => openDemoCompetencies(ctx));
  await asSystem(platform, 'demo')(clinic, 'training.openTraining', (ctx) => openTraining(ctx));
  const stage = await openStage(platform, clinic);
  await furnish(stage, demo, nowMs, zonedDay(instantOf(nowMs), zone));
  await furnishTraining(stage, demo, nowMs);
  await furnishStandingOrders(stage, demo, nowMs);
  await furnishDocuments(stage, demo, nowMs);
}

/** A day is laid by one process only, whichever comes first. */
async function layMissingDays(platform: Platform, tell: DemoOptions['tell']): Promise<void> {
  const clinics = await platform.database.pool.query<Clinic>(
    'SELECT id, slug, name, country, zone, currency, language, demo, settings FROM platform_clinic WHERE demo ORDER BY slug',
  );
  const nowMs = platform.clock.now();
  for (const clinic of clinics.rows) {
    const today = zonedDay(instantOf(nowMs), clinic.zone);
    if (!(await claimDay(platform, clinic, today))) continue;
    tell('cli_demo_laying', { clinic: clinic.name });
    const patients = await inClinic(platform.database, clinic.id, (tx) =>
      tx
        .selectFrom('records_patient')
        .select('patient_id')
        .where('active', '=', true)
        .orderBy('record_number')
        .limit(300)
        .execute(),
    );
    await layDay(
      await openStage(platform, clinic),
      patients.map((one) => one.patient_id),
      nowMs,
    );
  }
}

async function claimDay(platform: Platform, clinic: Clinic, today: string): Promise<boolean> {
  return inClinic(platform.database, clinic.id, async (tx) => {
    const claimed = await sql`
      UPDATE platform_clinic SET settings = settings || jsonb_build_object('demoDay', ${today}::text)
      WHERE id = ${clinic.id} AND settings->>'demoDay' IS DISTINCT FROM ${today}`.execute(tx);
    return claimed.numAffectedRows === 1n;
  });
}
