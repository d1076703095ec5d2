import { sql } from 'kysely';
import { pino } from 'pino';
import { allMigrations } from '#app/migrate.ts';
import { openPlatform } from '#app/server.ts';
import { inClinic, openDatabase } from '#platform/server/db/database.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { createToken } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { addPerson, openClinicRoles } from '#slices/workforce/server/index.ts';
import { sender } from './send.ts';

export interface Person {
  id: string;
  token: string;
}

/** Who one writer acts as: three people and another system. */
export interface Team {
  name: string;
  practitionerId: string;
  desk: Person;
  clinical: Person;
  physician: Person;
  client: Person;
  /** Patients who are there from the start. */
  patients: string[];
}

export interface Clinic {
  id: string;
  slug: string;
  currency: string;
  /** From here on bookings are made: 06:00 of tomorrow in Jakarta. */
  firstDayMs: number;
  manager: Person;
  teams: Team[];
}

interface Urls {
  appUrl: string;
  adminUrl: string;
  superuserUrl: string;
}

/** Migrates an empty database and opens clinics in it with the people of each writer; no server is needed yet. */
export async function layClinics(
  urls: Urls,
  dataDir: string,
  wanted: { clinics: number; teams: number },
): Promise<Clinic[]> {
  await migrate(urls.adminUrl, await allMigrations());
  const database = openDatabase(urls.appUrl, { max: 4 });
  try {
    const log = pino({ level: 'silent' });
    const relay = { eventsLeft: () => undefined };
    const platform = await openPlatform({ dataDir }, { database, relay, log });
    const clinics: Clinic[] = [];
    for (let k = 1; k <= wanted.clinics; k += 1)
      clinics.push(await layClinic(platform, `crash-${k}`, wanted.teams));
    await nameClients(urls.superuserUrl, clinics);
    return clinics;
  } finally {
    await database.close();
  }
}

async function layClinic(platform: Platform, slug: string, teams: number): Promise<Clinic> {
  const nowMs = platform.clock.now();
  const clinic = {
    ...{ id: uuidv7(nowMs, platform.random), slug, name: slug, country: 'ID', zone: 'Asia/Jakarta' },
    ...{ currency: 'IDR', language: 'id' as const, demo: false, settings: {} },
  };
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${clinic.id}, ${slug}, ${slug}, 'ID', ${clinic.zone}, 'IDR', 'id')`.execute(
    platform.database.kysely,
  );
  await inClinic(platform.database, clinic.id, (tx) => openClinicRoles(tx, clinic));
  const person = async (name: string, role: string): Promise<Person & { practitionerId: string }> => {
    const login = `${name}@${slug}.test`;
    const password = 'melati-putih-harum-42';
    const added = await addPerson(platform, clinic, { login, name, language: 'id', roles: [role], password });
    const { token } = await createToken(platform, { login });
    return { id: added.staffId, practitionerId: added.practitionerId, token };
  };
  const laid: Clinic = {
    ...{ id: clinic.id, slug, currency: 'IDR', firstDayMs: firstDayMs(nowMs), teams: [] },
    manager: await person('manager', 'manager'),
  };
  for (let k = 1; k <= teams; k += 1) {
    const name = `${slug}-w${k}`;
    const scopes = ['system/*.cruds'];
    const { token } = await createToken(platform, { clientName: name, clinicSlug: slug, scopes });
    const physician = await person(`physician-${k}`, 'physician');
    laid.teams.push({
      ...{ name, physician, practitionerId: physician.practitionerId, patients: [] },
      desk: await person(`desk-${k}`, 'frontDesk'),
      clinical: await person(`clinical-${k}`, 'clinical'),
      client: { id: '', token },
    });
  }
  return laid;
}

async function nameClients(superuserUrl: string, clinics: readonly Clinic[]): Promise<void> {
  const { rows } = await withClient(superuserUrl, (client) =>
    client.query<{ id: string; name: string }>('SELECT id, name FROM identity_client'),
  );
  for (const { teams } of clinics)
    for (const team of teams) team.client.id = rows.find((row) => row.name === team.name)?.id ?? '';
}

function firstDayMs(nowMs: number): number {
  const tomorrow = new Date(nowMs + 2 * 86_400_000).toISOString().slice(0, 10);
  return Date.parse(`${tomorrow}T06:00:00+07:00`);
}

/** What the managers set up at the screens: hours, a visit type; and a few patients for each writer. */
export async function furnishClinics(url: string, clinics: readonly Clinic[]): Promise<void> {
  const line = sender();
  const must = async (token: string, route: string, body: unknown): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const reply = await line.send(url, route, headers, JSON.stringify(body));
    if (reply.kind !== 'answered' || reply.status >= 300)
      throw new Error(`${route}: ${JSON.stringify(reply).slice(0, 500)}`);
    return JSON.parse(reply.body) as { id: string };
  };
  for (const { manager, teams } of clinics) {
    await must(manager.token, '/api/scheduling/saveVisitType', {
      ...{
        code: 'consult',
        labelEn: 'Consultation',
        labelId: 'Konsultasi',
        durationMinutes: 10,
        patients: 'any',
      },
      ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', colour: 'blue' },
      ...{ prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
    });
    const sessions = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '23:59' }));
    const hours = { practitionerId: null, validFrom: '2020-01-01', validTo: null, sessions };
    await must(manager.token, '/api/scheduling/saveHours', hours);
    for (const team of teams) {
      for (let k = 0; k < 3; k += 1) {
        const patient = { resourceType: 'Patient', name: [{ text: `Pasien ${team.name} ${k}` }] };
        team.patients.push((await must(team.client.token, '/fhir/R4/Patient', patient)).id);
      }
    }
  }
  line.close();
}
