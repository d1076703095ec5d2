import { sql } from 'kysely';
import { instantOf } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import { forgetOldSecrets } from '../identity/accounts.ts';
import type { Platform } from '../platform.ts';
import type { Job } from './jobs.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A retry comes within minutes; a week covers a tablet that was in a drawer. */
const answersKeptMs = 7 * dayMs;
/** Screens that were away longer read everything anew. */
const eventsKeptMs = 2 * dayMs;

/** Forgets what has served: answers kept for retries, events that were pushed, links and sessions that have ended. */
export function housekeeping(platform: Platform): Job {
  return {
    name: 'platform.housekeeping',
    cron: '17 * * * *',
    async run() {
      // a clock that is set a week ahead must not make a retry of this minute happen twice
      const nowMs = platform.clock.steady?.() ?? platform.clock.now();
      const { pool } = platform.database;
      await pool.query('SELECT platform_outbox_forget($1)', [instantOf(platform.clock.now() - eventsKeptMs)]);
      const clinics = await pool.query<{ id: string }>('SELECT id FROM platform_clinic');
      for (const { id } of clinics.rows) {
        await inClinic(platform.database, id, (tx) =>
          sql`DELETE FROM platform_idempotency WHERE clinic_id = ${id} AND created_at < ${instantOf(nowMs - answersKeptMs)}`.execute(
            tx,
          ),
        );
      }
      await forgetOldSecrets(platform);
    },
  };
}
