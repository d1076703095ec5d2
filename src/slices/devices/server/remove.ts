import { sql } from 'kysely';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { devices } from '../contract.ts';

/** Ends the sessions at a device and forgets it. Its browser may sign in again, as one that nobody knows. */
export const remove: Verb<typeof devices, 'remove'> = async (ctx, { deviceId }) => {
  const gone = await sql<{ name: string; device_hash: Buffer }>`
    DELETE FROM devices_device WHERE clinic_id = ${ctx.clinic.id} AND id = ${deviceId}
    RETURNING name, device_hash`.execute(ctx.db);
  const [device] = gone.rows;
  if (!device) return refuse('notFound', { type: 'Device', id: deviceId });
  await sql`SELECT devices_end(${device.device_hash}, ${steadyNow(ctx.clock)})`.execute(ctx.db);
  ctx.note('devices.removed', { subject: `Device/${deviceId}`, details: { name: device.name } });
  ctx.emit('devices.removed', { deviceId });
  return {};
};
