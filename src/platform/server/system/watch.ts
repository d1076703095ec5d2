import { sql } from 'kysely';
import { inClinic } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import { noticesOf } from './notices.ts';

const lookEveryMs = 15_000;

/** Tells the managers' screens when there is another notice, or one less. Returns the way to stop. */
export function watchNotices(platform: Platform): () => void {
  let known = keys();
  function keys(): string {
    return noticesOf(platform)
      .map((notice) => notice.key)
      .join();
  }
  const timer = setInterval(() => {
    const now = keys();
    if (now === known) return;
    tellScreens(platform).then(
      () => {
        known = now;
      },
      // without room nothing can be told either; it will be tried again
      (error) => platform.log.debug({ err: error }, 'notices could not be told'),
    );
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Lets every clinic's screens read the notices anew. */
export async function tellScreens(platform: Pick<Platform, 'database' | 'eventsLeft'>): Promise<void> {
  const clinics = await platform.database.pool.query<{ id: string }>('SELECT id FROM platform_clinic');
  for (const { id } of clinics.rows) {
    await inClinic(platform.database, id, (tx) =>
      sql`SELECT platform_outbox_put(ARRAY['system.noticesChanged'], ARRAY['{}'])`.execute(tx),
    );
  }
  platform.eventsLeft();
}
