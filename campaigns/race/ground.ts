import { sql } from 'kysely';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import type { Clock } from '#platform/shared/time.ts';
import { slice as reminders } from '#slices/reminders/server/index.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { type GatewayPeer, openGatewayPeer } from '#testing/text-gateway.ts';
import type { Answer } from './answer.ts';

export type Who = 'manager' | 'desk' | 'system';

/** A clinic of its own with so many patients, who race for its times. */
export interface Ground {
  clinicId: string;
  platform: Platform;
  adminUrl: string;
  patients: { id: string; recordNumber: string }[];
  /** An Appointment of each patient far ahead, in the order of `patients`: what is moved onto a time. */
  parked: string[];
  /** What would have reached the patients' telephones. */
  gateway: GatewayPeer;
  verb(who: 'manager' | 'desk', name: string, input: unknown): Promise<Answer>;
  fhir(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A call without a sign-in, as a patient's link makes it. */
  anyone(name: string, input: unknown): Promise<Answer>;
  /** A verb that lays the ground. @returns its output; @throws Error when it is refused */
  must<T>(who: 'manager' | 'desk', name: string, input: unknown): Promise<T>;
  /** Sends the messages that wait. */
  sendMessages(): Promise<void>;
  close(): Promise<void>;
}

const slug = 'race';
/** Who sees the patients. Where a way is about other things than her time, these are her colleagues. */
export const physician = 'race-physician';
export const providers = [physician, 'race-second', 'race-third', 'race-fourth'] as const;
export const physicianName = 'Dokter Satu';
/** Sees by numbers in the evening. */
export const byNumbers = 'race-numbers';
/** Sees who walks in. */
export const forWalkIns = 'race-walk-ins';
const names = [physicianName, 'Dokter Dua', 'Dokter Tiga', 'Dokter Empat', 'Dokter Nomor', 'Dokter Langsung'];
const all = [...providers, byNumbers, forWalkIns];

/** Wednesday 2026-03-04 10:00 in Jakarta, from where the clock goes on: a morning, whenever the campaign runs. */
export const firstDay = '2026-03-04';
export function morningClock(): Clock {
  const began = performance.now();
  return { now: () => Date.parse(`${firstDay}T03:00:00Z`) + Math.floor(performance.now() - began) };
}

/** The clinic with its people, before the server takes the first request. */
export async function openRaceClinic(platform: Platform): Promise<void> {
  const id = uuidv7(platform.clock.now(), platform.random);
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${id}, ${slug}, 'Race', 'ID', 'Asia/Jakarta', 'IDR', 'id')`.execute(platform.database.kysely);
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country: 'ID' }));
  const person = { clinicSlug: slug, language: 'id', password: 'melati-putih-harum-42' } as const;
  for (const [login, roles] of [
    ['manager', ['manager']],
    ['desk', ['frontDesk']],
  ] as const) {
    await createStaff(platform, { ...person, login: `${login}@race.test`, name: login, roles: [...roles] });
  }
  for (const [place, practitionerId] of all.entries()) {
    const doctor = { login: `${practitionerId}@race.test`, name: names[place] ?? '', practitionerId };
    await createStaff(platform, { ...person, ...doctor, roles: ['physician'] });
  }
}

/** @param n how many patients */
export async function layGround(
  server: { url: string; platform: Platform },
  dataDir: string,
  n: number,
): Promise<Ground> {
  const { platform } = server;
  const running = await findRunning(dataDir);
  if (!running) throw new Error('the database of the race is not running');
  const clinic = await sql<{ id: string }>`SELECT id FROM platform_clinic WHERE slug = ${slug}`.execute(
    platform.database.kysely,
  );
  const gateway = await openGatewayPeer();
  const scopes = ['system/*.cruds'];
  const tokens: Record<Who, string> = {
    manager: (await createToken(platform, { login: 'manager@race.test' })).token,
    desk: (await createToken(platform, { login: 'desk@race.test' })).token,
    system: (await createToken(platform, { clientName: 'race', clinicSlug: slug, scopes })).token,
  };
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(server.url + path, init);
    return { status: answer.status, body: await answer.text() };
  };
  const bearer = (who: Who) => ({ authorization: `Bearer ${tokens[who]}` });
  const json = { 'content-type': 'application/json' };
  const verb: Ground['verb'] = (who, name, input) =>
    send(`/api/${name.replace('.', '/')}`, {
      ...{ method: 'POST', headers: { ...bearer(who), ...json }, body: JSON.stringify(input) },
    });
  const jobs = clinicJobs(platform, [reminders]);
  return {
    ...{ clinicId: clinic.rows[0]?.id ?? '', platform, adminUrl: running.adminUrl, gateway, verb },
    ...{ patients: new Array<{ id: string; recordNumber: string }>(n), parked: [] },
    fhir: (method, path, body, headers) =>
      send(`/fhir/R4${path}`, {
        ...{ method, headers: { ...bearer('system'), 'content-type': 'application/fhir+json', ...headers } },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    anyone: (name, input) =>
      send(`/api/${name.replace('.', '/')}`, { method: 'POST', headers: json, body: JSON.stringify(input) }),
    async must<T>(who: 'manager' | 'desk', name: string, input: unknown) {
      const { status, body } = await verb(who, name, input);
      if (status !== 200) throw new Error(`${name} answered ${status}: ${body.slice(0, 400)}`);
      return JSON.parse(body) as T;
    },
    async sendMessages() {
      for (const job of jobs) await job.run();
    },
    close: () => gateway.close(),
  };
}
