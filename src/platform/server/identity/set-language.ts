import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Verb } from '../slice.ts';

/** The language in which the caller reads screens; a patient's papers follow the patient's. */
export const setLanguage: Verb<typeof identity, 'setLanguage'> = async (ctx, input) => {
  await sql`UPDATE identity_staff SET language = ${input.language}, updated_at = ${ctx.now}
    WHERE clinic_id = ${ctx.clinic.id} AND id = ${ctx.actor.id}`.execute(ctx.db);
  return {};
};
