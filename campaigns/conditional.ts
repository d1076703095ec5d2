import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { startServer } from '#app/server.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { createToken } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { campaign, type Found } from './support/campaign.ts';
import { seeded, shuffled } from './support/dice.ts';

/** Many systems report the same things at once, each only if it is not there yet: every thing is there once. */
export interface ConditionalOptions {
  /** Identifiers that are raced for. */
  n: number;
  /** How many want each of them at the same moment. */
  racers: number;
  seed: number;
  tell(words: string): void;
}

interface Ground {
  url: string;
  adminUrl: string;
  token: string;
}

const slug = 'conditional';
const system = 'urn:serambi:campaign:conditional';
/** Identifiers of one wave; their racers set off together and in mixed order. */
const wave = 4;

/** Runs the race on a server and a database of its own, then once more with the lock taken out. */
export async function conditional(options: ConditionalOptions): Promise<Found> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-conditional-'));
  // started by root, PostgreSQL runs as another account: it must be able to walk in, or it lies elsewhere and is left behind
  await chmod(dataDir, 0o711);
  const server = await startServer({ dataDir, port: 0, beforeReady: openClinic });
  try {
    const { token } = await createToken(server.platform, {
      ...{ clientName: slug, clinicSlug: slug, scopes: ['system/Device.cruds'] },
    });
    const running = await findRunning(dataDir);
    if (!running) throw new Error('the database of the race is not running');
    const ground: Ground = { url: server.url, adminUrl: running.adminUrl, token };
    const beganMs = performance.now();
    const failures = await raceAll(ground, options);
    const seconds = (performance.now() - beganMs) / 1000;
    const stored = await count(server.platform);
    if (stored !== options.n) failures.push(`${stored} resources stand, and not ${options.n}`);
    const control = (await brokenBuildFails(ground, options)) ? 'caught' : 'missed';
    return {
      n: options.n,
      failures,
      control,
      figures: {
        racers: options.racers,
        resources: stored,
        requestsPerSecond: Math.round((options.n * options.racers) / seconds),
      },
    };
  } finally {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openClinic(platform: Platform): Promise<void> {
  const id = uuidv7(platform.clock.now(), platform.random);
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${id}, ${slug}, 'Race', 'ID', 'Asia/Jakarta', 'IDR', 'id')`.execute(platform.database.kysely);
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country: 'ID' }));
}

async function raceAll(ground: Ground, { n, racers, seed, tell }: ConditionalOptions): Promise<string[]> {
  const failures: string[] = [];
  for (let from = 0; from < n; from += wave) {
    const values = Array.from({ length: Math.min(wave, n - from) }, (_, k) => `${seed}-${from + k}`);
    failures.push(...(await raceFor(ground, values, racers, seed * 10_000 + from)));
    if (from % 100 === 0) tell(`${from} of ${n} identifiers`);
  }
  return failures;
}

/** One wave: a third by update, the others by create; all of one identifier must be answered with one id. */
async function raceFor(
  ground: Ground,
  values: readonly string[],
  racers: number,
  seed: number,
): Promise<string[]> {
  const random = seeded(seed);
  const order = shuffled(
    values.flatMap((value) => Array.from({ length: racers }, () => value)),
    random,
  );
  const answers = await Promise.all(
    order.map(async (value) => ({ value, ...(await (random() < 0.33 ? put : post)(ground, value)) })),
  );
  const failures: string[] = [];
  for (const value of values) {
    const own = answers.filter((one) => one.value === value);
    const odd = own.filter(({ status }) => status !== 200 && status !== 201);
    const made = own.filter(({ status }) => status === 201).length;
    const ids = new Set(own.map(({ id }) => id));
    if (odd.length > 0) failures.push(`${value}: ${odd.length} answered ${odd[0]?.status}`);
    if (made !== 1) failures.push(`${value}: made ${made} times`);
    if (ids.size !== 1) failures.push(`${value}: answered with ${ids.size} ids`);
  }
  return failures;
}

const asked = (value: string) => `identifier=${encodeURIComponent(`${system}|${value}`)}`;
const post = (ground: Ground, value: string) =>
  send(ground, 'POST', '/Device', value, { 'if-none-exist': asked(value) });
const put = (ground: Ground, value: string) => send(ground, 'PUT', `/Device?${asked(value)}`, value, {});

async function send(
  { url, token }: Ground,
  method: string,
  place: string,
  value: string,
  headers: Record<string, string>,
): Promise<{ status: number; id: string | undefined }> {
  const answer = await fetch(`${url}/fhir/R4${place}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json', ...headers },
    body: JSON.stringify({ resourceType: 'Device', identifier: [{ system, value }] }),
  });
  const { id } = (await answer.json()) as { id?: string };
  return { status: answer.status, id };
}

async function count(platform: Platform): Promise<number> {
  const clinic = await sql<{ id: string }>`SELECT id FROM platform_clinic WHERE slug = ${slug}`.execute(
    platform.database.kysely,
  );
  const found = await inClinic(platform.database, clinic.rows[0]?.id ?? '', (tx) =>
    sql<{ stored: number }>`
      SELECT count(*)::integer AS stored FROM record_resource WHERE type = 'Device' AND NOT deleted`.execute(
      tx,
    ),
  );
  return found.rows[0]?.stored ?? -1;
}

/** The control: without the lock the same race must make some things twice. */
async function brokenBuildFails(ground: Ground, options: ConditionalOptions): Promise<boolean> {
  await withClient(ground.adminUrl, (client) =>
    client.query(`CREATE OR REPLACE FUNCTION record_lock_conditions(p_keys text[]) RETURNS void
      LANGUAGE sql AS 'SELECT'`),
  );
  for (let tries = 0; tries < 10; tries += 1) {
    const values = Array.from({ length: wave }, (_, k) => `broken-${tries}-${k}`);
    const faults = await raceFor(ground, values, Math.max(options.racers, 20), options.seed + tries);
    if (faults.some((fault) => /made \d+ times/.test(fault))) return true;
  }
  return false;
}

if (import.meta.main) {
  await campaign(
    'conditional',
    { n: 1000, short: 20, more: { racers: [200, 40] } },
    ({ n, seed, more, tell }) => conditional({ n, seed, racers: more.racers ?? 0, tell }),
  );
}
