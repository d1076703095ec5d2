import type { RegisteredVerb } from '#platform/server/http/registry.ts';
import { createToken } from '#platform/server/identity/accounts.ts';
import { type Caller, openCallers } from '#testing/access/callers.ts';
import { digestsOf } from '#testing/access/isolation.ts';
import type { Ids } from '#testing/access/patient.ts';
import { openWorld, type World } from '#testing/access/world.ts';
import { openTestClinic } from '#testing/clinic.ts';
import { startTestServer } from '#testing/server.ts';

/** A patient with a name that means something to a browser, a spreadsheet or a printer. */
export interface Guest {
  name: string;
  ids: Ids;
}

/** A clinic full of things on a database of the campaign's own, and the keys of everybody in it. */
export interface Ground {
  world: World;
  verbs: readonly RegisteredVerb[];
  callers: readonly Caller[];
  /** Another system that may do everything at the FHIR address. */
  client: Record<string, string>;
  /** What `serambi start` needs to work on this database. */
  env: Record<string, string>;
  dataDir: string;
  /** Whoever was let in so far. */
  guests: Guest[];
  /** Headers of somebody whose job holds the verb's action. */
  keyOf(verb: RegisteredVerb): Record<string, string>;
  /** Tables of the clinic that are no longer what they were since `before`; trails of what was asked left out. */
  changedSince(before: Record<string, string>): Promise<string[]>;
  digests(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** A refusal leaves its audit row; a call counts as use of its session or token. */
const trails = /^(audit_|identity_session|identity_token|identity_attempt|platform_limit)/;

export async function openGround(): Promise<Ground> {
  const { server, remove } = await startTestServer();
  const clinic = await openTestClinic({ server, now: Date.now });
  const world = await openWorld(clinic, 'Zkanarix');
  await openWorld(clinic.other, 'Qbluebirdo');
  const callers = await openCallers(clinic);
  const { token } = await createToken(clinic.platform, {
    ...{ clientName: 'Campaign', clinicSlug: clinic.clinic.slug, scopes: ['system/*.cruds'] },
  });
  const manager = callers.find(({ name }) => name === 'manager')?.headers ?? {};
  const digests = async () => ({ ...(await digestsOf(clinic)), ...prefixed(await digestsOf(clinic.other)) });
  return {
    world,
    verbs: clinic.platform.registry.verbs,
    callers,
    client: { authorization: `Bearer ${token}` },
    env: { DATABASE_URL: clinic.database.appUrl, DATABASE_ADMIN_URL: clinic.database.adminUrl },
    dataDir: clinic.dataDir,
    guests: [],
    keyOf: ({ contract }) =>
      callers.find((caller) => caller.holds(contract.action))?.headers ??
      (contract.audience === 'anyone' ? {} : manager),
    digests,
    async changedSince(before) {
      const now = await digests();
      return Object.keys(now).filter(
        (name) => now[name] !== before[name] && !trails.test(name.replace('other ', '')),
      );
    },
    async close() {
      await clinic.close();
      await remove();
    },
  };
}

function prefixed(digests: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(digests).map(([name, digest]) => [`other ${name}`, digest]));
}
