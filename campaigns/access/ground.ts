import { sql } from 'kysely';
import { inOrder, routeOf, tryVerb, type Ground } from '#testing/access/verb-matrix.ts';
import { serverSlices } from '#app/server-slices.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { keepChallenge } from '#platform/server/identity/challenges.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { devices } from '#slices/devices/contract.ts';
import { tryBookedOnline } from '#testing/access/booked-online.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { openCallers } from '#testing/access/callers.ts';
import { tryCharted } from '#testing/access/charted.ts';
import { tryCheckedIn } from '#testing/access/checked-in.ts';
import { tryDrafts, tryDrawers, tryFurtherRights, trySecrets } from '#testing/access/colleagues.ts';
import { tryDisclosed } from '#testing/access/disclosed.ts';
import { tryRoster } from '#testing/access/duty-roster.ts';
import { tryExports } from '#testing/access/exports.ts';
import { tryFactors, tryPasskeys } from '#testing/access/factors.ts';
import { tryDocumented } from '#testing/access/documented.ts';
import { tryFlagged } from '#testing/access/flags.ts';
import { tryFinding, tryHerOwn, tryTrail } from '#testing/access/finding.ts';
import { tryAlong } from '#testing/access/fhir-along.ts';
import { tryFhirDoors } from '#testing/access/fhir-doors.ts';
import { tryNested, tryReferences } from '#testing/access/fhir-references.ts';
import { tryWrites } from '#testing/access/fhir-writes.ts';
import { tryKiosks } from '#testing/access/kiosks.ts';
import { tryProofs } from '#testing/access/proofs.ts';
import { tryPassports } from '#testing/access/passports.ts';
import { tryMoves } from '#testing/access/moves.ts';
import { tryMovedIn } from '#testing/access/moved-in.ts';
import { paintClinic } from '#testing/access/paint.ts';
import { tryType, unclaimed } from '#testing/access/fhir-matrix.ts';
import { openFindings } from '#testing/access/findings.ts';
import { tryKeptAnswers, tryOtherSites, trySecondIdentifier, tryTakenTask } from '#testing/access/gates.ts';
import { resourcesOf } from '#testing/access/isolation.ts';
import { tryLettered } from '#testing/access/lettered.ts';
import { trySent } from '#testing/access/sent.ts';
import { tryMerged } from '#testing/access/merged.ts';
import { tryOpenDoors, tryPaper, tryPush } from '#testing/access/other-doors.ts';
import { tryPersonFiles } from '#testing/access/person-files.ts';
import { fillEmptyTables, tablesOf } from '#testing/access/rows.ts';
import { tryReminded } from '#testing/access/reminded.ts';
import { tryMeasured } from '#testing/access/measured.ts';
import { tryAmended } from '#testing/access/amended.ts';
import { tryAsked } from '#testing/access/asked.ts';
import { tryScreened } from '#testing/access/screened.ts';
import { tryTaught } from '#testing/access/taught.ts';
import { tryTimelined } from '#testing/access/timelined.ts';
import { tryTakenOut } from '#testing/access/taken-out.ts';
import { tryTimes } from '#testing/access/times.ts';
import { tryOtherVisits } from '#testing/access/other-visits.ts';
import { tryTwoPatients } from '#testing/access/two-patients.ts';
import { tryWaiting } from '#testing/access/waiting.ts';
import { openWorld } from '#testing/access/world.ts';
import { copyTestClinic, openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp, post, testPassword } from '#testing/http.ts';
import type { TestServer } from '#testing/server.ts';

/** One route of the matrix, which can be tried alone. */
export interface Route {
  name: string;
  attempt(ground: Ground): Promise<void>;
}

/** Two furnished clinics in one database, of which copies are taken. */
export interface Base {
  server: TestServer;
  clinic: TestClinic;
  routes: readonly Route[];
  /** A ground on a copy of its own behind real HTTP. */
  copy(): Promise<{ ground: Ground; close(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openBase(server: TestServer): Promise<Base> {
  const clinic = await openTestClinic({ server });
  const worlds = {
    own: await openWorld(clinic, 'Zkanarix'),
    other: await openWorld(clinic.other, 'Qbluebirdo'),
  };
  const callers = await openCallers(clinic);
  await openCallers(clinic.other);
  const http = await openTestHttp(clinic);
  for (const one of [clinic, clinic.other]) await openSecrets(http.url, one);
  await http.close();
  const { superuserUrl } = clinic.database;
  await fillVictim(clinic);
  const { painted, left } = await paintClinic(superuserUrl, clinic.other.clinic.id, worlds.other.canary);
  if (left.length > 0 || painted.length < 120)
    throw new Error(`painted ${painted.length} columns, and left ${left.join(', ')}`);
  await clinic.database.db.close();
  return {
    server,
    clinic,
    routes: routesOf(clinic),
    async copy() {
      const on = await copyTestClinic(clinic, server);
      const there = await openTestHttp(on);
      const ground: Ground = {
        url: there.url,
        world: { ...worlds.own, clinic: on },
        other: { ...worlds.other, clinic: on.other },
        callers,
        findings: openFindings(),
      };
      return {
        ground,
        async close() {
          await there.close();
          await on.close();
        },
      };
    },
    close: () => clinic.close(),
  };
}

/**
 * What one person may have beside the token of the callers: a session with its device, a one-time link, and a ticket
 * that waits for its second factor; her clinic has a pairing code and links of patients. Of what is handed out for minutes one is too old.
 */
async function openSecrets(url: string, clinic: TestClinic): Promise<void> {
  const login = `frontdesk-knocks@${clinic.clinic.slug}.test`;
  const signedIn = await post(`${url}/api/identity/signIn`, { login, password: testPassword });
  if (signedIn.status !== 200) throw new Error(`nobody could sign in: ${JSON.stringify(signedIn.body)}`);
  const staffId = await clinic.inside(async (ctx) => {
    const found = await sql<{ id: string }>`SELECT id FROM identity_staff WHERE login = ${login}`.execute(
      ctx.db,
    );
    const { id = '' } = found.rows[0] ?? {};
    await keepChallenge(ctx.db, `ticket of ${login}`, 'factor', id, ctx.now);
    await keepChallenge(ctx.db, `old ticket of ${login}`, 'factor', id, addMinutes(ctx.now, -60));
    return id;
  });
  await clinic.as('manager').call(identity, 'issueResetLink', { staffId });
  await clinic.as('manager').call(workforce, 'addPerson', {
    ...{
      name: 'Not come yet',
      login: `invited@${clinic.clinic.slug}.test`,
      language: 'en',
      roles: ['auditor'],
    },
  });
  // sessions are closed to everybody but their functions
  await withClient(clinic.database.superuserUrl, async (client) => {
    // a wrong PIN, which nobody else may take back
    await client.query('UPDATE identity_session SET pin_failed_count = 1 WHERE staff_id = $1', [staffId]);
    await client.query(
      `INSERT INTO devices_device (clinic_id, id, name, device_hash, paired_at, paired_by)
       SELECT clinic_id, gen_random_uuid(), 'Her own', device_hash, created_at, 'Somebody' FROM identity_session
       WHERE staff_id = $1 AND device_hash IS NOT NULL`,
      [staffId],
    );
  });
  await clinic.as('manager').call(devices, 'startPairing', { name: 'Another tablet' });
  await clinic.inside(async (ctx) => {
    const old = addMinutes(ctx.now, -60);
    const code = Buffer.from(`old code of ${login}`);
    await sql`SELECT devices_make_pairing(${code}, 'Old tablet', 'Somebody', ${old}, ${old})`.execute(ctx.db);
    // rows that no world has, of tables whose checks no made-up row meets
    await sql`INSERT INTO waitlist_settings VALUES (${ctx.clinic.id}, true, 30, 14, 3)`.execute(ctx.db);
    await sql`INSERT INTO front_desk_call (clinic_id, id, visit_id, day, room_id, times, called_by, called_by_name, called_at)
      SELECT clinic_id, ${ctx.newId()}, visit_id, '2026-03-09', 'room', 1, 'x', 'x', ${ctx.now} FROM front_desk_visit LIMIT 1`.execute(
      ctx.db,
    );
    const about = `message of ${login}`;
    const [lasting, over] = [Buffer.from(`lasting link of ${login}`), Buffer.from(`old link of ${login}`)];
    await sql`SELECT reminders_make_door(${lasting}, 'link', ${about}, NULL, ${ctx.now})`.execute(ctx.db);
    await sql`SELECT reminders_make_door(${over}, 'link', ${about}, ${old}, ${old})`.execute(ctx.db);
  });
}

/**
 * A row in each table in which the other clinic has none yet, so that there is a word in each column: past the rules of
 * the duties, since nothing is done there but what one route needs.
 */
async function fillVictim(clinic: TestClinic): Promise<void> {
  const { superuserUrl } = clinic.database;
  const [clinicId, otherId] = [clinic.clinic.id, clinic.other.clinic.id];
  const pair = { database: clinic.database, clinicId, otherId };
  const tables = (await tablesOf(superuserUrl)).filter(
    ({ name, kind }) => kind === 'bound' && !/_seal$/.test(name),
  );
  const left = await fillEmptyTables(pair, tables);
  if (left.length > 0) throw new Error(`no row of the other clinic: ${left.join(', ')}`);
}

function routesOf(clinic: TestClinic): Route[] {
  const { registry } = clinic.platform;
  const types = new Set(serverSlices.flatMap(({ resources = {} }) => Object.keys(resources)));
  return [
    { name: 'open doors', attempt: tryOpenDoors },
    { name: 'papers', attempt: tryPaper },
    { name: 'push', attempt: tryPush },
    { name: 'person files', attempt: tryPersonFiles },
    { name: 'other sites', attempt: tryOtherSites },
    { name: 'second identifier', attempt: trySecondIdentifier },
    { name: 'kept answers', attempt: tryKeptAnswers },
    { name: 'taken task', attempt: tryTakenTask },
    { name: 'exports', attempt: tryExports },
    { name: 'taken out', attempt: tryTakenOut },
    { name: 'FHIR along', attempt: tryAlong },
    { name: 'FHIR references', attempt: tryReferences },
    { name: 'FHIR nested references', attempt: tryNested },
    { name: 'FHIR writes', attempt: tryWrites },
    { name: 'second factors', attempt: tryFactors },
    { name: 'passkeys', attempt: tryPasskeys },
    { name: 'drafts', attempt: tryDrafts },
    { name: 'drawers', attempt: tryDrawers },
    { name: 'secrets', attempt: trySecrets },
    { name: 'further rights', attempt: tryFurtherRights },
    { name: 'finding', attempt: tryFinding },
    { name: 'trail', attempt: tryTrail },
    { name: 'her own', attempt: tryHerOwn },
    { name: 'other visits', attempt: tryOtherVisits },
    { name: 'reminded', attempt: tryReminded },
    { name: 'times', attempt: tryTimes },
    { name: 'checked in', attempt: tryCheckedIn },
    { name: 'kiosks', attempt: tryKiosks },
    { name: 'waiting', attempt: tryWaiting },
    { name: 'moves', attempt: tryMoves },
    { name: 'flagged', attempt: tryFlagged },
    { name: 'moved in', attempt: tryMovedIn },
    { name: 'booked online', attempt: tryBookedOnline },
    { name: 'learning', attempt: tryPassports },
    { name: 'taught', attempt: tryTaught },
    { name: 'proofs', attempt: tryProofs },
    { name: 'screened', attempt: tryScreened },
    { name: 'asked', attempt: tryAsked },
    { name: 'lettered', attempt: tryLettered },
    { name: 'sent', attempt: trySent },
    { name: 'timelined', attempt: tryTimelined },
    { name: 'charted', attempt: tryCharted },
    { name: 'measured', attempt: tryMeasured },
    { name: 'disclosed', attempt: tryDisclosed },
    { name: 'amended', attempt: tryAmended },
    { name: 'documented', attempt: tryDocumented },
    { name: 'merged', attempt: tryMerged },
    { name: 'duty roster', attempt: tryRoster },
    { name: 'FHIR doors', attempt: tryFhirDoors },
    { name: 'two patients', attempt: tryTwoPatients },
    ...[...new Set([...types, ...unclaimed])].map((type) => ({
      name: `FHIR ${type}`,
      attempt: async (ground: Ground) =>
        tryType(ground, type, await resourcesOf(ground.world.clinic), await resourcesOf(ground.other.clinic)),
    })),
    ...inOrder(registry.verbs).map((verb) => ({
      name: routeOf(verb),
      attempt: (ground: Ground) => tryVerb(ground, verb),
    })),
  ];
}
