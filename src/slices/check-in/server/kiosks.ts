import { sql } from 'kysely';
import { mustBeStation } from '#platform/server/print/stations.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { hasDoor, makeDoor, shutDoors } from '#slices/reminders/server/index.ts';
import type { checkIn } from '../contract.ts';
import { endSessions } from './sessions.ts';

export const kiosks: Verb<typeof checkIn, 'kiosks'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('devices_device as d')
    .leftJoin('check_in_kiosk as k', (join) =>
      join.onRef('k.clinic_id', '=', 'd.clinic_id').onRef('k.device_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.name', 'k.set_at', 'k.station_id'])
    .where('d.clinic_id', '=', ctx.clinic.id)
    .orderBy('d.name')
    .orderBy('d.id')
    .execute();
  return {
    devices: rows.map((row) => ({
      deviceId: row.id,
      name: row.name,
      kiosk: row.set_at !== null,
      ...(row.station_id && { stationId: row.station_id }),
    })),
  };
};

/** Makes a paired device a kiosk, or a tablet like others again. Whoever is signed in there is out at that moment. */
export const saveKiosk: Verb<typeof checkIn, 'saveKiosk'> = async (ctx, { deviceId, kiosk, stationId }) => {
  const device = await ctx.db
    .selectFrom('devices_device')
    .select(['name', 'device_hash'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', deviceId)
    .executeTakeFirst();
  if (!device) return refuse('notFound', { type: 'Device', id: deviceId });
  if (stationId !== undefined) await mustBeStation(ctx, stationId);
  await shutDoors(ctx, 'kiosk', deviceId);
  // whoever was at it begins again, here or at the desk
  await endSessions(ctx, { deviceId });
  if (kiosk) {
    const row = { station_id: stationId ?? null, set_at: ctx.now, set_by: ctx.actor.name };
    await ctx.db
      .insertInto('check_in_kiosk')
      .values({ clinic_id: ctx.clinic.id, device_id: deviceId, ...row })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'device_id']).doUpdateSet(row))
      .execute();
    await makeDoor(ctx, { secret: device.device_hash, purpose: 'kiosk', subject: deviceId });
    // a tablet that two clinics have paired is the kiosk of one of them
    if (!(await hasDoor(ctx, 'kiosk', deviceId))) return ctx.fail('kioskElsewhere');
    await sql`SELECT check_in_end_sessions(${deviceId}, ${steadyNow(ctx.clock)})`.execute(ctx.db);
  } else {
    await ctx.db
      .deleteFrom('check_in_kiosk')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('device_id', '=', deviceId)
      .execute();
  }
  ctx.note('checkIn.kioskSaved', { subject: `Device/${deviceId}`, details: { name: device.name, kiosk } });
  ctx.emit('checkIn.kiosksChanged', {});
  return {};
};
