import type pg from 'pg';
import { withClient } from '#platform/server/db/roles.ts';
import type { Acknowledged } from './acknowledged.ts';
import { chain, eventOf, keySystem } from './acts.ts';
import { wholeness } from './wholeness.ts';

/** How many of one kind of fault are told one by one. */
const told = 5;

/**
 * Sets what was promised against what the database holds: every acknowledged write is there once, with its answer
 * and its audit row; nothing is there that nobody was told of; and what belongs together is whole.
 * @returns sentences, empty when all is well
 */
export async function compare(superuserUrl: string, promised: readonly Acknowledged[]): Promise<string[]> {
  return withClient(superuserUrl, async (client) => [
    ...(await answersKept(client, promised)),
    ...(await effectsOnce(client, promised)),
    ...(await trailComplete(client, promised)),
    ...(await wholeness(client)),
  ]);
}

/** A few of them, while the writers go on. */
export async function compareSome(superuserUrl: string, some: readonly Acknowledged[]): Promise<string[]> {
  return withClient(superuserUrl, async (client) => {
    const keys = some.map((one) => one.key);
    const kept = await client.query<{ key: string; hash: string }>(`${keptAnswers} WHERE key = ANY($1)`, [
      keys,
    ]);
    return differences(some, kept.rows);
  });
}

/** FHIR's answer is kept with what the server knows about it; what was sent is its `text`, or else the version's. */
const keptAnswers = `
  SELECT key, encode(sha256(convert_to(
    CASE WHEN verb LIKE 'fhir %' THEN coalesce(answer::jsonb ->> 'text', answer::jsonb -> 'stored' ->> 'text')
      ELSE answer END, 'UTF8')), 'hex') AS hash
  FROM platform_idempotency`;

async function answersKept(client: pg.Client, promised: readonly Acknowledged[]): Promise<string[]> {
  const kept = await client.query<{ key: string; hash: string }>(keptAnswers);
  const keys = new Set(promised.map((one) => one.key));
  const untold = kept.rows.filter((row) => !keys.has(row.key)).map((row) => row.key);
  return [
    ...differences(promised, kept.rows),
    ...some(untold, (key) => `${key} was written and never acknowledged`),
  ];
}

function differences(
  promised: readonly Acknowledged[],
  rows: readonly { key: string; hash: string }[],
): string[] {
  const kept = new Map(rows.map((row) => [row.key, row.hash]));
  const lost = promised.filter((one) => !kept.has(one.key));
  const changed = promised.filter((one) => kept.has(one.key) && kept.get(one.key) !== one.hash);
  return [
    ...some(lost, (one) => `lost: ${one.what} ${one.key} was acknowledged and has no kept answer`),
    ...some(changed, (one) => `changed: ${one.what} ${one.key} was acknowledged with another answer`),
  ];
}

/** What each kind of write made, by the name that its acknowledgement knows, and how often it is there. */
const effects: Record<string, string> = {
  observation: byKey('Observation'),
  patient: byKey('Patient'),
  walkIn: `SELECT v.visit_id AS made, count(*)::int AS times FROM front_desk_visit v
    JOIN record_resource r ON r.clinic_id = v.clinic_id AND r.type = 'Encounter' AND r.id = v.visit_id
    WHERE v.walk_in GROUP BY v.visit_id`,
  // several visits of one patient, or several sets of one visit, would be several readings
  vitals: `SELECT patient_id AS made, count(*)::int AS times FROM vitals_reading WHERE sign = 'systolic' GROUP BY patient_id`,
  allergies: perPatient('AllergyIntolerance'),
  consultation: `SELECT visit_id AS made, count(*)::int AS times FROM orders_consultation GROUP BY visit_id`,
  note: `SELECT id AS made, count(*)::int AS times FROM record_resource
    WHERE type = 'DocumentReference' GROUP BY id`,
  diagnosis: perPatient('Condition'),
  sign: `SELECT visit_id AS made, count(*)::int AS times FROM orders_consultation
    WHERE signed_at IS NOT NULL GROUP BY visit_id`,
  deposit: `SELECT r.receipt_id::text AS made, count(*)::int AS times FROM bookkeeping_receipt r
    JOIN bookkeeping_journal j ON j.clinic_id = r.clinic_id AND j.journal_id = r.journal_id
    JOIN print_paper p ON p.clinic_id = r.clinic_id AND p.id = r.paper_id GROUP BY r.receipt_id`,
  booking: `SELECT s.visit_id AS made, count(*)::int AS times FROM scheduling_visit s
    JOIN record_resource r ON r.clinic_id = s.clinic_id AND r.type = 'Appointment' AND r.id = s.visit_id
    WHERE s.status = 'booked' GROUP BY s.visit_id`,
};

function byKey(type: string): string {
  return `SELECT substring(content FROM '"system":"${keySystem}","value":"([^"]+)"') AS made, count(*)::int AS times
    FROM record_resource WHERE type = '${type}' AND content LIKE '%"${keySystem}"%' GROUP BY 1`;
}

function perPatient(type: string): string {
  return `SELECT patient_id AS made, count(*)::int AS times FROM record_resource WHERE type = '${type}' GROUP BY patient_id`;
}

/** Under which name an effect is found. */
function nameOf(one: Acknowledged): string {
  if (one.what === 'observation' || one.what === 'patient') return one.key;
  const ofPatient = one.what === 'vitals' || one.what === 'allergies' || one.what === 'diagnosis';
  return ofPatient ? one.patientId : one.id;
}

async function effectsOnce(client: pg.Client, promised: readonly Acknowledged[]): Promise<string[]> {
  const faults: string[] = [];
  const byKind = Map.groupBy(promised, (one) => one.what);
  for (const what of ['observation', ...chain]) {
    const { rows } = await client.query<{ made: string; times: number }>(effects[what] ?? '');
    const made = new Map(rows.map((row) => [row.made, row.times]));
    const wanted = byKind.get(what) ?? [];
    const missing = wanted.filter((one) => !made.has(nameOf(one)));
    const doubled = rows.filter((row) => row.times > 1);
    const extra = made.size - new Set(wanted.map(nameOf)).size + missing.length;
    faults.push(
      ...some(missing, (one) => `lost: ${what} ${one.key} was acknowledged and is not in the database`),
      ...some(doubled, (row) => `doubled: ${what} ${row.made} is there ${row.times} times`),
    );
    if (extra > 0) faults.push(`doubled: ${extra} of ${what} are there that nobody was told of`);
  }
  return faults;
}

/** As many audit rows as acknowledgements, for each person, act and patient. */
async function trailComplete(client: pg.Client, promised: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await client.query<{ who: string; times: number }>(
    `SELECT actor_id || ' ' || event || ' ' || coalesce(patient_id, '') AS who, count(*)::int AS times
     FROM audit_event WHERE outcome = 'done' AND event = ANY($1) GROUP BY 1`,
    [[...new Set(Object.values(eventOf))]],
  );
  const found = new Map(rows.map((row) => [row.who, row.times]));
  const wanted = Map.groupBy(
    promised,
    (one) => `${one.actor} ${eventOf[one.what as keyof typeof eventOf]} ${one.patientId}`,
  );
  const short = [...wanted].filter(([who, all]) => (found.get(who) ?? 0) < all.length);
  return some(short, ([who, all]) => `audit: ${all.length} acts of ${who} left ${found.get(who) ?? 0} rows`);
}

/** A sentence for each of the first few, and one for the rest. */
export function some<T>(faults: readonly T[], say: (fault: T) => string): string[] {
  const first = faults.slice(0, told).map(say);
  return faults.length > told ? [...first, `… and ${faults.length - told} more like it`] : first;
}
