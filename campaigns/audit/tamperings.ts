import type pg from 'pg';
import type { Fault } from '#platform/server/audit/faults.ts';
import { withClient } from '#platform/server/db/roles.ts';
import type { TestServer } from '#testing/server.ts';
import type { Found } from '../support/campaign.ts';
import { type Ground, openGround } from './ground.ts';
import { makeTampering, type Seen, type Tampering } from './tamper.ts';

type Part = Pick<Found, 'failures' | 'control'> & { figures: Record<string, number | string> };

/** After so many the undone trail itself is verified: a fault that stayed behind would cover the next. */
const cleanEvery = 50;

/**
 * Tampers as PostgreSQL's superuser with two small clinics (120 rows each, in 12 seals, and 5 unsealed), verifies the
 * whole of both by the product's own code, and undoes it from copies. Small, so that thousands are feasible: a
 * verification looks at every row and seal whatever their number.
 */
export async function tamperings(
  server: TestServer,
  asked: { n: number; random: () => number; tell: (words: string) => void },
): Promise<Part> {
  const ground = await openGround(server);
  try {
    const seen = await layTrail(ground);
    return await withClient(ground.database.superuserUrl, (client) => tamperAll(ground, client, seen, asked));
  } finally {
    await ground.close();
  }
}

async function layTrail(ground: Ground): Promise<Seen> {
  const clinics = [ground.database.clinicA, ground.database.clinicB];
  for (let seal = 0; seal < 12; seal += 1) {
    for (const { id } of clinics) await ground.write(id, 10);
    await ground.sealer.round();
  }
  for (const { id } of clinics) await ground.write(id, 5);
  return withClient(ground.database.superuserUrl, async (client) => {
    const all = [];
    for (const { id, slug } of clinics) {
      const ids = async (text: string) =>
        (await client.query<{ id: string }>(text, [id])).rows.map((row) => row.id);
      const sealed = await ids(
        'SELECT unnest(ids) AS id FROM audit_seal WHERE clinic_id = $1 ORDER BY number',
      );
      const unsealed = await ids('SELECT id FROM audit_pending WHERE clinic_id = $1');
      all.push({ id, slug, sealed, unsealed, seals: 12 });
    }
    return { clinics: all };
  });
}

async function tamperAll(
  ground: Ground,
  client: pg.Client,
  seen: Seen,
  { n, random, tell }: { n: number; random: () => number; tell: (words: string) => void },
): Promise<Part> {
  const failures: string[] = [];
  const kinds = new Set<string>();
  let missedWithoutChain = 0;
  // neither triggers nor foreign keys stop a superuser; what she does need not outlive a power cut
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
    CREATE TABLE kept_event AS TABLE audit_event; CREATE TABLE kept_seal AS TABLE audit_seal;
    CREATE TABLE kept_pending AS TABLE audit_pending`);
  for (let k = 0; k < n; k += 1) {
    const tampering = makeTampering(seen, random);
    kinds.add(tampering.kind);
    await client.query(tampering.statements);
    const faults = await ground.verify();
    const place = JSON.stringify(tampering.places).slice(0, 200);
    if (faults.length === 0) failures.push(`tampering ${k}, ${tampering.kind}: not found, at ${place}`);
    else if (!isLocated(tampering, faults))
      failures.push(
        `tampering ${k}, ${tampering.kind}: ${place}, but said ${JSON.stringify(faults).slice(0, 300)}`,
      );
    // the control: who looks at each row's MAC alone
    if (!faults.some((fault) => fault.kind === 'rowForged' || fault.kind === 'rowChanged'))
      missedWithoutChain += 1;
    await undo(client);
    if (k % cleanEvery === cleanEvery - 1 || k === n - 1) {
      const left = await ground.verify();
      if (left.length > 0) failures.push(`after tampering ${k} was undone: ${JSON.stringify(left[0])}`);
    }
    if (k % 500 === 499) tell(`${k + 1} tamperings, ${failures.length} failures`);
  }
  return {
    failures: failures.slice(0, 50),
    control: missedWithoutChain > 0 ? 'caught' : 'missed',
    figures: { tamperings: n, tamperingKinds: kinds.size, missedWithoutChain, missed: failures.length },
  };
}

function isLocated({ places }: Tampering, faults: readonly Fault[]): boolean {
  return faults.some(
    (fault) =>
      fault.clinic === places.clinic &&
      ((fault.rowId !== undefined && places.rowIds.includes(fault.rowId)) ||
        (fault.seal !== undefined && places.seals.includes(fault.seal))),
  );
}

async function undo(client: pg.Client): Promise<void> {
  await client.query(`BEGIN;
    DELETE FROM audit_event; INSERT INTO audit_event TABLE kept_event;
    DELETE FROM audit_seal; INSERT INTO audit_seal TABLE kept_seal;
    DELETE FROM audit_pending; INSERT INTO audit_pending TABLE kept_pending; COMMIT`);
}
