import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { startServer } from '#app/server.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { campaign, type Found } from './support/campaign.ts';
import { seeded, shuffled } from './support/dice.ts';

/** Many want one time of one physician: one gets it, the others a refusal that names other times. */
export interface RaceOptions {
  /** How many want each time. */
  n: number;
  rounds: number;
  seed: number;
}

interface Ground {
  url: string;
  adminUrl: string;
  staffToken: string;
  clientToken: string;
  patients: string[];
}

interface Answer {
  way: 'verb' | 'fhir';
  status: number;
  body: string;
}

const slug = 'race';
const practitionerId = 'race-physician';

/** Runs the race on a server and a database of its own, then once more with the constraint dropped. */
export async function race(options: RaceOptions): Promise<Found> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-race-'));
  // started by root, PostgreSQL runs as another account: it must be able to walk in, or it lies elsewhere and is left behind
  await chmod(dataDir, 0o711);
  const server = await startServer({ dataDir, port: 0, beforeReady: openRaceClinic });
  try {
    const ground = await layGround(server.url, server.platform, dataDir, options.n);
    const before = await deadlocks(ground.adminUrl);
    const failures: string[] = [];
    const timesMs: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const beganMs = performance.now();
      failures.push(...(await runRound(ground, options, round)));
      timesMs.push(performance.now() - beganMs);
    }
    failures.push(...(await overlapsLeft(server.platform)));
    const dead = (await deadlocks(ground.adminUrl)) - before;
    if (dead > 0) failures.push(`${dead} deadlocks`);
    const control = (await brokenBuildFails(ground, options)) ? 'caught' : 'missed';
    timesMs.sort((a, b) => a - b);
    return {
      n: options.n,
      failures,
      control,
      figures: {
        rounds: options.rounds,
        medianRoundMs: Math.round(timesMs[Math.floor(timesMs.length / 2)] ?? 0),
        slowestRoundMs: Math.round(timesMs.at(-1) ?? 0),
        deadlocks: dead,
      },
    };
  } finally {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openRaceClinic(platform: Platform): Promise<void> {
  const id = uuidv7(platform.clock.now(), platform.random);
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${id}, ${slug}, 'Race', 'ID', 'Asia/Jakarta', 'IDR', 'id')`.execute(platform.database.kysely);
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country: 'ID' }));
  const person = { clinicSlug: slug, language: 'id', password: 'melati-putih-harum-42' } as const;
  await createStaff(platform, { ...person, login: 'manager@race.test', name: 'Manager', roles: ['manager'] });
  const doctor = { login: 'doctor@race.test', name: 'Dokter', roles: ['physician'], practitionerId };
  await createStaff(platform, { ...person, ...doctor });
}

async function layGround(url: string, platform: Platform, dataDir: string, n: number): Promise<Ground> {
  const staff = await createToken(platform, { login: 'manager@race.test' });
  const client = await createToken(platform, {
    clientName: 'race',
    clinicSlug: slug,
    scopes: ['system/*.cruds'],
  });
  const running = await findRunning(dataDir);
  if (!running) throw new Error('the database of the race is not running');
  const ground: Ground = {
    url,
    adminUrl: running.adminUrl,
    staffToken: staff.token,
    clientToken: client.token,
    patients: [],
  };
  await mustSend(ground, '/api/scheduling/saveVisitType', {
    ...{ code: 'follow-up', labelEn: 'Follow-up', labelId: 'Kontrol', durationMinutes: 20, patients: 'any' },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', colour: 'blue' },
    ...{ prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
  });
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '07:00', to: '20:00' }));
  const hours = { practitionerId: null, validFrom: '2020-01-01', validTo: null, sessions: everyDay };
  await mustSend(ground, '/api/scheduling/saveHours', hours);
  for (let k = 0; k < n; k += 1) {
    const patient = {
      resourceType: 'Patient',
      name: [{ text: `Pasien ${k}` }],
      gender: 'female',
      birthDate: '1990-01-01',
    };
    const made = await send(ground, 'fhir', '/fhir/R4/Patient', patient);
    if (made.status !== 201) throw new Error(`a patient could not be made: ${made.body}`);
    ground.patients.push((JSON.parse(made.body) as { id: string }).id);
  }
  return ground;
}

async function mustSend(ground: Ground, route: string, body: unknown): Promise<void> {
  const { status, body: text } = await send(ground, 'verb', route, body);
  if (status !== 200) throw new Error(`${route} answered ${status}: ${text}`);
}

async function send(ground: Ground, way: Answer['way'], route: string, body: unknown): Promise<Answer> {
  const token = way === 'verb' ? ground.staffToken : ground.clientToken;
  const answer = await fetch(ground.url + route, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': way === 'verb' ? 'application/json' : 'application/fhir+json',
    },
    body: JSON.stringify(body),
  });
  return { way, status: answer.status, body: await answer.text() };
}

/** Rounds go by the verb, by FHIR and by both in turn; the seed decides who sets off first, and by which way. */
async function runRound(ground: Ground, options: RaceOptions, round: number): Promise<string[]> {
  const random = seeded(options.seed * 1000 + round);
  const startsAt = timeOf(round);
  const order = shuffled(ground.patients, random);
  const answers = await Promise.all(
    order.map((patientId) => {
      const byFhir = round % 3 === 1 || (round % 3 === 2 && random() < 0.5);
      return byFhir ? postAppointment(ground, patientId, startsAt) : bookByVerb(ground, patientId, startsAt);
    }),
  );
  return judge(answers, round);
}

/** A day ahead from 09:00 in Jakarta, forty minutes apart, so that free times lie between. */
function timeOf(round: number): Date {
  const day = new Date(Date.now() + (2 + Math.floor(round / 12)) * 86_400_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${day}T02:00:00Z`) + (round % 12) * 40 * 60_000);
}

function bookByVerb(ground: Ground, patientId: string, startsAt: Date): Promise<Answer> {
  const input = { patientId, visitTypeCode: 'follow-up', practitionerId, when: startsAt.toISOString() };
  return send(ground, 'verb', `/api/${scheduling.slice}/bookVisit`, input);
}

function postAppointment(ground: Ground, patientId: string, startsAt: Date): Promise<Answer> {
  return send(ground, 'fhir', '/fhir/R4/Appointment', {
    resourceType: 'Appointment',
    status: 'booked',
    start: startsAt.toISOString(),
    end: new Date(startsAt.getTime() + 20 * 60_000).toISOString(),
    participant: [
      { actor: { reference: `Patient/${patientId}` }, status: 'accepted' },
      { actor: { reference: `Practitioner/${practitionerId}` }, status: 'accepted' },
    ],
  });
}

function judge(answers: readonly Answer[], round: number): string[] {
  const faults: string[] = [];
  const winners = answers.filter((one) => one.status === (one.way === 'verb' ? 200 : 201));
  if (winners.length !== 1) faults.push(`round ${round}: ${winners.length} got the time`);
  const others = answers.filter((one) => !winners.includes(one));
  const odd = others.filter((one) => one.status !== 409);
  if (odd.length > 0)
    faults.push(`round ${round}: ${odd.length} answered ${odd[0]?.status}: ${odd[0]?.body.slice(0, 200)}`);
  const silent = others.filter((one) => one.status === 409 && !namesOtherTimes(one));
  if (silent.length > 0) faults.push(`round ${round}: ${silent.length} refusals name no other times`);
  return faults;
}

/** The verb's refusal carries three times as data; FHIR's says them in its text. */
function namesOtherTimes(answer: Answer): boolean {
  if (answer.way === 'fhir') return (answer.body.match(/\d\d\.\d\d WIB/g) ?? []).length >= 4;
  const { details } = JSON.parse(answer.body) as { details?: { alternatives?: unknown[] } };
  return details?.alternatives?.length === 3;
}

async function overlapsLeft(platform: Platform): Promise<string[]> {
  const clinic = await sql<{ id: string }>`SELECT id FROM platform_clinic WHERE slug = ${slug}`.execute(
    platform.database.kysely,
  );
  const pairs = await inClinic(platform.database, clinic.rows[0]?.id ?? '', (tx) =>
    sql<{ count: number }>`
      SELECT count(*)::int AS count FROM scheduling_booking a JOIN scheduling_booking b
      ON a.resource_kind = b.resource_kind AND a.resource_id = b.resource_id AND a.appointment_id < b.appointment_id
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`.execute(tx),
  );
  const count = pairs.rows[0]?.count ?? -1;
  return count === 0 ? [] : [`${count} pairs of bookings overlap in the database`];
}

async function deadlocks(adminUrl: string): Promise<number> {
  return withClient(adminUrl, async (client) => {
    // counters of finished sessions reach the view at once, those of living ones after a moment
    await client.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await client.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.deadlocks ?? 0);
  });
}

/** The control: without the constraint the same race must find more than one winner. */
async function brokenBuildFails(ground: Ground, options: RaceOptions): Promise<boolean> {
  await withClient(ground.adminUrl, (client) =>
    client.query('ALTER TABLE scheduling_booking DROP CONSTRAINT scheduling_booking_no_overlap'),
  );
  const faults = await runRound(ground, options, options.rounds);
  return faults.some((fault) => fault.includes('got the time'));
}

if (import.meta.main) {
  await campaign('race', { n: 200, short: 30, more: { rounds: [20, 2] } }, ({ n, seed, more }) =>
    race({ n, seed, rounds: more.rounds ?? 0 }),
  );
}
