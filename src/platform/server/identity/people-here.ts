import { sql } from 'kysely';
import { steadyNow } from '#platform/shared/time.ts';
import type { OpenContext } from './open-verb.ts';
import { hashSecret } from './secrets.ts';

/** Somebody who signed in at this device and whose time is not over. */
export interface PersonHere {
  sessionId: string;
  staffId: string;
  name: string;
  hasPin: boolean;
  clinicId: string;
  clinicName: string;
}

/** Everybody who is signed in at the caller's device, first come first. */
export async function peopleHere(ctx: OpenContext<never>): Promise<PersonHere[]> {
  if (!ctx.deviceToken) return [];
  const found = await sql<{ people: PersonHere[] }>`
    SELECT identity_people_at(${hashSecret(ctx.deviceToken)}, ${steadyNow(ctx.clock)}) AS people`.execute(
    ctx.database.kysely,
  );
  return found.rows[0]?.people ?? [];
}
