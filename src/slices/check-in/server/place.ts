import type { Context } from '#platform/server/context.ts';

/** The name of a kiosk, while it is one still. */
export async function placeOf(ctx: Context, deviceId: string): Promise<string | undefined> {
  const found = await ctx.db
    .selectFrom('check_in_kiosk as k')
    .innerJoin('devices_device as d', (join) =>
      join.onRef('d.clinic_id', '=', 'k.clinic_id').onRef('d.id', '=', 'k.device_id'),
    )
    .select('d.name')
    .where('k.clinic_id', '=', ctx.clinic.id)
    .where('k.device_id', '=', deviceId)
    .executeTakeFirst();
  return found?.name;
}
