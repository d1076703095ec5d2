import type pg from 'pg';
import { withClient } from '#platform/server/db/roles.ts';
import { digestOfClinic, idsOfClinic } from './isolation.ts';
import type { Pair } from './rows.ts';

/** A function that runs with the rights of the owner. */
export interface FunctionFacts {
  name: string;
  oid: string;
  parameters: string[];
  types: string[];
  definition: string;
}

/** Functions that must look across clinics, each with its reason; all others act in the transaction's clinic alone. */
export const crossesClinics: Record<string, string> = {
  audit_await_seal:
    'a trigger: notes the ids of rows that row-level security let in, each for its own clinic',
  audit_pending_clinics: 'each process seals the trails of all clinics; ids of clinics only',
  check_in_kiosk_gone: 'a trigger: ends who is at a kiosk that is none any more, by the clinic of its row',
  check_in_no_session: 'a trigger: ends a session that begins at a kiosk, of whichever clinic; tells nothing',
  devices_find_pairing: 'a pairing code tells which clinic to set',
  self_booking_step: 'counts who asks on the public page before any clinic is known; addresses only',
  reminders_find_door: 'a secret link, call or calendar address tells which clinic to set',
  identity_find_challenge: 'a ticket that only its owner was handed tells which clinic to set',
  identity_tell_ended: 'a trigger: tells the clinic of a session or token that it ended; ids only',
  platform_key_hold: 'the processes of all clinics work with the same keys; hashes of keys only',
  identity_claim_login: 'a trigger: sign-in names are unique over all clinics',
  identity_find_login: 'a sign-in name tells which clinic to set',
  identity_begin_attempt: 'counts wrong passwords before the clinic is known',
  identity_clear_attempts: 'attempts are counted by name, of whichever clinic',
  identity_forget_attempts: 'attempts are counted by name, of whichever clinic',
  identity_authenticate: 'a cookie or token tells which clinic to set',
  identity_authenticate_now: 'a cookie or token tells which clinic to set',
  identity_people_at: 'one device may serve two clinics; its own people only',
  identity_begin_pin: 'the PIN is asked before the clinic is set',
  identity_find_link: 'a one-time link tells which clinic to set',
  identity_demo_people: 'tiles of demo clinics only',
  identity_forget: 'housekeeping of all clinics',
  identity_lock_all: 'locks every session when the machine’s clock cannot be trusted',
  platform_count_change: 'a trigger: counts a change for the clinic of the row that changed; a number only',
  platform_hold_epoch: 'tells whether a number of a clinic is the one that was asked for',
  platform_analyze_next:
    'what the planner knows of a table is the same for all clinics; a name of a table only',
  platform_clock_read: 'a clock is the same for all clinics',
  platform_clock_keep: 'a clock is the same for all clinics',
  platform_outbox_after: 'each process relays the events of all clinics; ids only',
  platform_outbox_head: 'a number',
  platform_outbox_forget: 'housekeeping of all clinics',
};

export async function definerFunctions(superuserUrl: string): Promise<FunctionFacts[]> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<FunctionFacts>(`
      SELECT p.proname AS name, p.oid::text AS oid, pg_get_functiondef(p.oid) AS definition,
        coalesce(p.proargnames[1:p.pronargs], '{}') AS parameters,
        coalesce((SELECT array_agg(format_type(t, NULL) ORDER BY n) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u(t, n)), '{}') AS types
      FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1`);
    return rows;
  });
}

/**
 * Calls one function as the app role inside one clinic with whatever the other clinic has: it changes nothing of the
 * other, tells nothing of it, and the transaction's clinic is afterwards what it was before.
 */
export async function functionFaults(pair: Pair, one: FunctionFacts, canary: string): Promise<string[]> {
  if (one.definition.includes('RETURNS trigger')) return [];
  const theirs = await identitiesOf(pair);
  const faults: string[] = [];
  const before = await digestOfClinic(pair.database.superuserUrl, pair.otherId);
  const words = [canary, ...(await idsOfClinic(pair.database.superuserUrl, pair.otherId, pair.clinicId))];
  await withClient(pair.database.appUrl, async (client) => {
    for (const values of await argumentsOf(one, theirs)) {
      const crosses = one.name in crossesClinics;
      const call = `SELECT ${one.name}(${one.types.map((type, n) => `$${n + 1}::${type}`).join(', ')})::text AS answer`;
      const answer = await called(client, pair.clinicId, call, values, crosses);
      if (!crosses && saysYesOrNo(one)) {
        const nobodys = await called(client, pair.clinicId, call, valuesOf(one, {}, 'none'), true);
        if (answer.text !== nobodys.text)
          faults.push(`${one.name}: answers the other clinic’s ids otherwise than nobody’s`);
      }
      if (answer.clinic !== undefined && answer.clinic !== pair.clinicId)
        faults.push(`${one.name}: leaves the transaction in another clinic (${answer.clinic})`);
      const told = words.find((word) => answer.text.includes(word) && !values.includes(word));
      if (!crosses && told) faults.push(`${one.name}: tells ${told} of the other clinic`);
    }
  });
  // whatever a function makes counts as its own clinic's, so what is new of the other is a fault too
  const after = await digestOfClinic(pair.database.superuserUrl, pair.otherId);
  const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
  if (touched.length > 0 && !(one.name in crossesClinics))
    faults.push(`${one.name}: touches ${touched.join(', ')} of the other clinic`);
  return faults;
}

/** No word of the other clinic stands in such an answer, and still it may tell of it. */
export const saysYesOrNo = ({ definition }: FunctionFacts) => /RETURNS boolean/i.test(definition);

/** @param takenBack what crosses clinics by its duty is not kept, so that it does nothing to the next one's try */
async function called(
  client: pg.Client,
  clinicId: string,
  call: string,
  values: unknown[],
  takenBack: boolean,
) {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('serambi.clinic', $1, true)`, [clinicId]);
    const { rows } = await client.query<{ answer: string | null }>(call, values);
    const now = await client.query<{ clinic: string }>(`SELECT current_setting('serambi.clinic') AS clinic`);
    await client.query(takenBack ? 'ROLLBACK' : 'COMMIT');
    return { text: rows.map(({ answer }) => answer ?? '').join(), clinic: now.rows[0]?.clinic };
  } catch {
    // a foreign key or the like: refused, and so nothing
    await client.query('ROLLBACK');
    return { text: '', clinic: undefined };
  }
}

type Identities = Record<string, unknown>;

/**
 * Ids and hashes of what the other clinic has, by the name of the parameter that takes them; with its slice or function
 * before it where another calls something else so.
 */
async function identitiesOf({ database, otherId }: Pair): Promise<Identities> {
  return withClient(database.superuserUrl, async (client) => {
    const one = async (text: string) => (await client.query(text, [otherId])).rows[0] ?? {};
    const session = await one(
      `SELECT id, token_hash, device_hash, staff_id FROM identity_session WHERE clinic_id = $1 AND ended_at IS NULL`,
    );
    const hers = async (columns: string, table: string) => {
      const text = `SELECT ${columns} FROM ${table} WHERE clinic_id = $1 AND staff_id = $2 LIMIT 1`;
      const found = (await client.query(text, [otherId, session.staff_id])).rows[0];
      if (!found) throw new Error(`who has a session in the other clinic has nothing in ${table}`);
      return found;
    };
    const token = await hers('id, token_hash', 'identity_token');
    const link = await hers('token_hash', 'identity_link');
    const challenge = await hers('secret_hash, purpose', 'identity_challenge');
    const pairing = await one(`SELECT code_hash FROM devices_pairing WHERE clinic_id = $1`);
    const door = await one(
      `SELECT purpose, subject FROM reminders_door WHERE clinic_id = $1 AND purpose = 'link' AND expires_at IS NULL`,
    );
    const device = await one(
      `SELECT d.id FROM devices_device d JOIN identity_session s ON s.device_hash = d.device_hash AND s.ended_at IS NULL
       WHERE d.clinic_id = $1`,
    );
    const invited = await one(
      `SELECT id FROM identity_staff WHERE clinic_id = $1 AND status = 'invited' AND password_hash IS NULL`,
    );
    const login = await one(`SELECT login FROM identity_login WHERE clinic_id = $1`);
    return {
      p_session: session.id,
      p_staff: session.staff_id,
      p_device: session.device_hash,
      p_login: login.login,
      sessionToken: session.token_hash,
      linkToken: link.token_hash,
      apiTokenId: token.id,
      apiToken: token.token_hash,
      p_secret: challenge.secret_hash,
      'check.p_device': device.id,
      'identity_withdraw.p_staff': invited.id,
      'identity.p_purpose': challenge.purpose,
      'reminders.p_purpose': door.purpose,
      'reminders.p_subject': door.subject,
      p_code: pairing.code_hash,
    };
  });
}

/** One or several calls: a token may be of three kinds, and a call may be for nobody yet. */
async function argumentsOf(one: FunctionFacts, theirs: Identities): Promise<unknown[][]> {
  const kinds = one.parameters.includes('p_token') ? ['sessionToken', 'linkToken', 'apiToken'] : ['none'];
  const people = one.parameters.includes('p_staff') ? [theirs, { ...theirs, p_staff: null }] : [theirs];
  return people.flatMap((said) => kinds.map((kind) => valuesOf(one, said, kind)));
}

function valuesOf(one: FunctionFacts, theirs: Identities, kind: string): unknown[] {
  return one.parameters.map((name, place) => {
    if (name === 'p_token')
      return /make|open|renew/.test(one.name) ? Buffer.from(`new ${one.name} ${kind}`) : theirs[kind];
    if (name === 'p_id')
      return /^identity_end/.test(one.name) ? theirs.apiTokenId : globalThis.crypto.randomUUID();
    if (/^p_(secret|code)$/.test(name) && /make/.test(one.name)) return Buffer.from(`new ${one.name}`);
    const own = [`${one.name}.${name}`, `${one.name.split('_')[0]}.${name}`].find((key) => key in theirs);
    if (own) return theirs[own];
    if (name in theirs) return theirs[name];
    return plainValue(one.types[place] ?? '', name);
  });
}

function plainValue(type: string, name: string): unknown {
  if (name === 'p_keep' || name === 'p_client') return null;
  if (name === 'p_kind') return 'reset';
  if (/^p_(expires_at|absolute_until)$/.test(name)) return '2099-01-01T00:00:00Z';
  if (type.startsWith('timestamp')) return '2026-03-09T02:00:00Z';
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'bigint') return 5;
  if (type.endsWith('[]')) return [];
  if (type === 'bytea') return Buffer.from('nothing');
  return type === 'uuid' ? globalThis.crypto.randomUUID() : 'text';
}
