import { sql } from 'kysely';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { IdentityOpenVerb } from './open-verb.ts';

type People = OutputOf<typeof identity, 'people'>;

/** The tiles of the sign-in page: people of demo clinics. A real clinic shows nobody's name to strangers. */
export const people: IdentityOpenVerb<'people'> = async (ctx) => {
  const found = await sql<{ clinics: People['clinics'] }>`SELECT identity_demo_people() AS clinics`.execute(
    ctx.database.kysely,
  );
  return { clinics: found.rows[0]?.clinics ?? [] };
};
