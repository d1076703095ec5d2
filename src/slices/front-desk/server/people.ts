import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';

/** Staff by their Practitioner id: who they are to a task, and what they are called. */
export async function staffOf(
  ctx: Context,
  practitionerIds: readonly string[],
): Promise<Map<string, { staffId: string; name: string }>> {
  if (practitionerIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['practitioner_id', 'id', 'name'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', '=', sql<string>`ANY(${[...new Set(practitionerIds)]})`)
    .execute();
  return new Map(rows.map((row) => [row.practitioner_id ?? '', { staffId: row.id, name: row.name }]));
}
