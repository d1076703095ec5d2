import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Equipment, Provider } from '../contract.ts';
import { loadEquipment } from './load-equipment.ts';

/** Which of these practitioners work here; others (a referring doctor in imported data) have no time to give. */
export async function ownPractitioners(ctx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select('practitioner_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', 'in', ids)
    .execute();
  return rows.flatMap((row) => row.practitioner_id ?? []);
}

/** Which of these Locations are rooms of this clinic. */
export async function ownRooms(ctx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('scheduling_room')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => row.id);
}

/** Refuses `notFound` for a Location that is no room of this clinic. */
export async function mustBeOwnRoom(ctx: Context, roomId: string): Promise<void> {
  if ((await ownRooms(ctx, [roomId])).length === 0) refuse('notFound', { type: 'Location', id: roomId });
}

/** Which of these Devices are equipment of this clinic. */
export async function ownEquipment(ctx: Context, ids: readonly string[]): Promise<Equipment[]> {
  if (ids.length === 0) return [];
  return (await loadEquipment(ctx)).filter((one) => ids.includes(one.id));
}

/** Refuses `notFound` for a Device that is no equipment of this clinic. */
export async function mustBeOwnEquipment(ctx: Context, id: string): Promise<void> {
  if ((await ownEquipment(ctx, [id])).length === 0) refuse('notFound', { type: 'Device', id });
}

/** Everybody who can be booked: physicians, and whoever has a week plan of her own. By name. */
export async function loadProviders(ctx: Context): Promise<Provider[]> {
  const rows = await ctx.db
    .selectFrom('identity_staff as s')
    .leftJoin('scheduling_week as w', (join) =>
      join.onRef('w.clinic_id', '=', 's.clinic_id').onRef('w.practitioner_id', '=', 's.practitioner_id'),
    )
    .select(['s.practitioner_id', 's.name', 's.roles', 'w.id as week_id'])
    .where('s.clinic_id', '=', ctx.clinic.id)
    .where('s.status', '=', 'active')
    .where('s.practitioner_id', 'is not', null)
    .execute();
  const names = new Map<string, string>();
  for (const row of rows) {
    const bookable = row.week_id !== null || row.roles.includes('physician');
    if (row.practitioner_id && bookable) names.set(row.practitioner_id, row.name);
  }
  const providers = [...names].map(([practitionerId, name]) => ({ practitionerId, name }));
  return providers.toSorted((a, b) => a.name.localeCompare(b.name, ctx.language));
}

/** Names of practitioners who work or worked here, by id. */
export async function practitionerNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['practitioner_id', 'name'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.practitioner_id ?? '', row.name]));
}
