/**
 * The tables whose rows belong to no clinic, each with its reason; everything else carries `clinic_id` and is bound
 * by row-level security. Names are `table` in the schema public, or `schema.*`. The list is short on purpose.
 */
export const tablesWithoutClinic: Record<string, string> = {
  platform_clinic: 'The clinics themselves: one must be found before it can be set.',
  platform_migration: 'What the schema is made of; the app role has no right on it.',
  platform_outbox: 'Events on their way to the screens: every process relays those of all clinics; ids only.',
  'pgboss.*': 'The job queue keeps its own schema; a job carries ids only.',
};

/** Whether a table is on the list. */
export function needsNoClinic(schema: string, table: string): boolean {
  return schema === 'public' ? table in tablesWithoutClinic : `${schema}.*` in tablesWithoutClinic;
}
