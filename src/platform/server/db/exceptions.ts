/**
 * The tables that no clinic binds, each with its reason; everything else carries `clinic_id` under row-level
 * security. One that carries a clinic_id all the same must be closed to the app role (`@functions-only`). Names are
 * `table` in the schema public, or `schema.*`. The list is short on purpose.
 */
export const tablesWithoutClinic: Record<string, string> = {
  platform_clinic: 'The clinics themselves: one must be found before it can be set.',
  platform_migration: 'What the schema is made of; the app role has no right on it.',
  platform_key: 'Which keys outside of the database its processes share; read by functions only.',
  platform_clock: 'How far each machine has counted; a clock is the same for all clinics.',
  platform_epoch: 'A number a clinic, counted by whatever changes who may do what; read by functions only.',
  platform_outbox: 'Events on their way to the screens: every process relays those of all clinics; ids only.',
  audit_pending: 'Audit rows that wait for their seal: one loop seals those of all clinics; ids only.',
  identity_login: 'A sign-in name tells which clinic to set; read by functions only.',
  identity_session: 'A cookie tells which clinic to set; read by functions only.',
  identity_token: 'A bearer token tells which clinic to set; read by functions only.',
  identity_link: 'A one-time link tells which clinic to set; read by functions only.',
  devices_pairing: 'A pairing code tells which clinic a device comes to; read by functions only.',
  identity_attempt: 'Wrong passwords, also for names that no clinic has; read by functions only.',
  identity_challenge: 'A ticket or a passkey tells which clinic to set; read by functions only.',
  identity_address: 'Wrong sign-ins by address, whichever clinic was meant; read by functions only.',
  reminders_door:
    'A secret link, call or calendar address tells which clinic to set; read by functions only.',
  reminders_wrong: 'Wrong secrets by address, whichever clinic was meant; read by functions only.',
  self_booking_pace:
    'Looks and questions by address, whichever clinic was meant; counted by a function only.',
  platform_backup: 'Backups are of the whole database; times, sizes and file names only.',
  platform_backup_place: 'Where backups go, and how it stands there: one row for the whole database.',
  'pgboss.*': 'The job queue keeps its own schema; a job carries ids only.',
};

/** Whether a table is on the list. */
export function needsNoClinic(schema: string, table: string): boolean {
  return schema === 'public' ? table in tablesWithoutClinic : `${schema}.*` in tablesWithoutClinic;
}
