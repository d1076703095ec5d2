import { sql, type Transaction } from 'kysely';
import { Refusal } from '#platform/shared/errors.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Clock } from '#platform/shared/time.ts';
import { addMinutes, steadyNow } from '#platform/shared/time.ts';
import { writeAudit } from '../audit/write.ts';
import { type Database, inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { isSmartScope } from '../scope/smart.ts';
import { type HandedLink, makeLink } from './links.ts';
import { hashPassword, hashPin } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';
import {
  disable,
  findStaff,
  insertStaff,
  managerRemains,
  refuseUnknownRoles,
  type StaffRow,
} from './staff.ts';

/** What these need of the running program; `Platform` has it. */
export interface AccountsGround {
  database: Database;
  clock: Clock;
  auditKey: Uint8Array;
  /** Tells the running processes, after the commit, that sessions ended. */
  eventsLeft(): void;
}

/** A token that is shown once. */
export interface MadeToken {
  id: string;
  token: string;
  expiresAt: string;
}

const tokenLifeDays = 90;
const mostTokenLifeDays = 366;

/**
 * Makes an API token: of a person (acts as she, with her roles) or of another system (acts as itself, by its SMART
 * scopes). A client is known by its name within the clinic: a second token of the name is the same client's.
 * @param wanted.days until it expires, 1 to 366, 90 unless said otherwise
 * @throws Refusal `identity.staffMissing`, `staffDisabled`, `clinicMissing`, `scopeNotGood`, `daysNotGood`
 */
export async function createToken(
  ground: AccountsGround,
  wanted: { days?: number } & (
    | { login: string }
    | { clientName: string; clinicSlug: string; scopes: string[] }
  ),
): Promise<MadeToken> {
  const now = instant(ground);
  const days = wanted.days ?? tokenLifeDays;
  if (!(Number.isInteger(days) && days >= 1 && days <= mostTokenLifeDays)) {
    throw new Refusal('identity', 'daysNotGood', 422, { most: mostTokenLifeDays });
  }
  const made = { id: newId(ground), token: newSecret(), expiresAt: addMinutes(now, days * 24 * 60) };
  const save = async (
    tx: Transaction<Tables>,
    staffId: string | null,
    clientId: string | null,
    scopes: string[],
  ) => {
    await sql`SELECT identity_make_token(${made.id}, ${hashSecret(made.token)}, ${staffId}, ${clientId}, ${scopes}::text[],
      ${addMinutes(steadyNow(ground.clock), days * 24 * 60)}, ${now})`.execute(tx);
  };
  if ('login' in wanted) {
    await onStaff(ground, wanted.login, 'identity.tokenCreated', async (tx, staff) => {
      if (staff.status !== 'active')
        throw new Refusal('identity', 'staffDisabled', 409, { name: staff.name });
      await save(tx, staff.id, null, []);
    });
    return made;
  }
  const wrong = wanted.scopes.find((scope) => !isSmartScope(scope));
  if (wrong !== undefined || wanted.scopes.length === 0) {
    throw new Refusal('identity', 'scopeNotGood', 422, { scope: wrong ?? '' });
  }
  const clinicId = await clinicOf(ground, wanted.clinicSlug);
  await inClinic(ground.database, clinicId, async (tx) => {
    const client = await sql<{ id: string }>`
      INSERT INTO identity_client (clinic_id, id, name, created_at)
      VALUES (${clinicId}, ${newId(ground)}, ${wanted.clientName}, ${now})
      ON CONFLICT (clinic_id, name) DO UPDATE SET name = excluded.name RETURNING id`.execute(tx);
    const clientId = client.rows[0]?.id ?? null;
    await save(tx, null, clientId, wanted.scopes);
    await tell(ground, tx, clinicId, 'identity.tokenCreated', clientId ?? '', { scopes: wanted.scopes });
  });
  return made;
}

/**
 * Adds a person. With a password she can sign in at once (a demo clinic, the first person of a new one; the caller
 * has judged it); without one she gets an invitation.
 * @throws Refusal `identity.clinicMissing`, `loginTaken`; `invalidInput` for a role that the clinic does not have
 */
export async function createStaff(
  ground: AccountsGround,
  wanted: {
    clinicSlug: string;
    login: string;
    name: string;
    language: Language;
    roles: string[];
    practitionerId?: string;
    password?: string;
    pin?: string;
  },
): Promise<{ staffId: string; link?: HandedLink }> {
  const now = instant(ground);
  const clinicId = await clinicOf(ground, wanted.clinicSlug);
  const id = newId(ground);
  const login = wanted.login.trim().toLowerCase();
  const passwordHash = wanted.password === undefined ? undefined : await hashPassword(wanted.password);
  const pinHash = wanted.pin === undefined ? undefined : await hashPin(wanted.pin);
  return inClinic(ground.database, clinicId, async (tx) => {
    await refuseUnknownRoles(tx, clinicId, wanted.roles);
    const staff = { ...wanted, id, login, passwordHash, pinHash };
    if (!(await insertStaff(tx, clinicId, staff, now)))
      throw new Refusal('identity', 'loginTaken', 409, { login });
    await tell(ground, tx, clinicId, 'identity.staffCreated', id, { roles: wanted.roles });
    return passwordHash
      ? { staffId: id }
      : { staffId: id, link: await makeLink(tx, 'invitation', id, ground.clock) };
  });
}

/**
 * Ends a person's access at once.
 * @throws Refusal `identity.staffMissing`, `lastManager`
 */
export async function disableStaff(ground: AccountsGround, login: string): Promise<void> {
  await onStaff(ground, login, 'identity.staffDisabled', async (tx, staff, clinicId) => {
    if (!(await managerRemains(tx, clinicId, staff.id, []))) {
      throw new Refusal('identity', 'lastManager', 409, { name: staff.name });
    }
    await disable(tx, clinicId, staff.id, instant(ground));
  });
  ground.eventsLeft();
}

/**
 * A new link for a person: to choose a password again, or for the first time.
 * @throws Refusal `identity.staffMissing`, `staffDisabled`
 */
export async function resetStaff(ground: AccountsGround, login: string): Promise<HandedLink> {
  return onStaff(ground, login, 'identity.linkIssued', (tx, staff) => {
    if (staff.status === 'disabled')
      throw new Refusal('identity', 'staffDisabled', 409, { name: staff.name });
    return makeLink(tx, staff.status === 'invited' ? 'invitation' : 'reset', staff.id, ground.clock);
  });
}

/** Removes sessions, links and tokens that can open nothing any more. For a nightly job. */
export async function forgetOldSecrets(ground: AccountsGround): Promise<void> {
  await sql`SELECT identity_forget(${steadyNow(ground.clock)})`.execute(ground.database.kysely);
}

async function onStaff<T>(
  ground: AccountsGround,
  login: string,
  event: string,
  act: (tx: Transaction<Tables>, staff: StaffRow, clinicId: string) => Promise<T>,
): Promise<T> {
  const found = await sql<{ clinic_id: string; staff_id: string }>`
    SELECT clinic_id, staff_id FROM identity_find_login(${login.trim().toLowerCase()})`.execute(
    ground.database.kysely,
  );
  const owner = found.rows[0];
  if (!owner) throw new Refusal('identity', 'staffMissing', 404);
  return inClinic(ground.database, owner.clinic_id, async (tx) => {
    const staff = await findStaff(tx, owner.clinic_id, owner.staff_id);
    if (!staff) throw new Refusal('identity', 'staffMissing', 404);
    const result = await act(tx, staff, owner.clinic_id);
    await tell(ground, tx, owner.clinic_id, event, staff.id);
    return result;
  });
}

async function clinicOf(ground: AccountsGround, slug: string): Promise<string> {
  const found = await sql<{ id: string }>`SELECT id FROM platform_clinic WHERE slug = ${slug}`.execute(
    ground.database.kysely,
  );
  const id = found.rows[0]?.id;
  if (id === undefined) throw new Refusal('identity', 'clinicMissing', 404, { slug });
  return id;
}

/** What is done at the command line is done by whoever may read the data folder: the trail says so. */
async function tell(
  ground: AccountsGround,
  tx: Transaction<Tables>,
  clinicId: string,
  event: string,
  subject: string,
  details?: Record<string, unknown>,
): Promise<void> {
  const by = { actorKind: 'system', actorId: 'cli', actorName: 'serambi' } as const;
  const row = {
    ...by,
    at: instant(ground),
    event,
    action: 'identity.manageStaff',
    outcome: 'done',
    subject,
    details,
  };
  await writeAudit(ground.auditKey, tx, clinicId, [{ ...row, outcome: 'done' }]);
}

function instant(ground: AccountsGround): string {
  return new Date(ground.clock.now()).toISOString();
}

function newId(ground: AccountsGround): string {
  return uuidv7(ground.clock.now());
}
