import { sql } from 'kysely';
import { deviceIdOf } from '#platform/server/identity/secrets.ts';
import type { Verb } from '#platform/server/slice.ts';
import { shownAt } from '#platform/shared/time.ts';
import type { devices } from '../contract.ts';

interface Row {
  id: string;
  name: string;
  hash: string;
  paired_at: string;
  paired_by: string;
  used_at: string | null;
}

/** The clinic's devices by name, and how its network is served. */
export const list: Verb<typeof devices, 'list'> = async (ctx) => {
  const found = await sql<Row>`
    SELECT d.id, d.name, encode(d.device_hash, 'hex') AS hash, d.paired_at, d.paired_by, u.used_at
    FROM devices_device d LEFT JOIN devices_last_used() u ON u.device_hash = d.device_hash
    WHERE d.clinic_id = ${ctx.clinic.id} ORDER BY lower(d.name), d.id`.execute(ctx.db);
  return {
    network: ctx.network.state(),
    devices: found.rows.map((row) => ({
      deviceId: row.id,
      name: row.name,
      pairedAt: new Date(row.paired_at).toISOString(),
      pairedBy: row.paired_by,
      // sessions are kept by the clock that nobody can set
      lastSeenAt:
        row.used_at && new Date(shownAt(ctx.clock, new Date(row.used_at).toISOString())).toISOString(),
      here: ctx.actor.deviceId === deviceIdOf(row.hash),
    })),
  };
};
