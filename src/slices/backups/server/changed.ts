import { sql } from 'kysely';
import { inClinic } from '#platform/server/db/database.ts';
import type { Platform } from '#platform/server/platform.ts';

/** Tells the screens of every clinic that something about the backups has changed. */
export async function backupsChanged(platform: Platform): Promise<void> {
  const clinics = await platform.database.pool.query<{ id: string }>('SELECT id FROM platform_clinic');
  for (const { id } of clinics.rows) {
    await inClinic(platform.database, id, (tx) =>
      sql`SELECT platform_outbox_put(${['backups.changed']}, ${['{}']})`.execute(tx),
    );
  }
  platform.eventsLeft();
}
