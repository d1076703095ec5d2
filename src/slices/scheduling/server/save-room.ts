import type { Location } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import type { Verb } from '#platform/server/slice.ts';
import { type Room, roomKinds, type scheduling } from '../contract.ts';
import { loadRooms } from './load-setup.ts';
import { mustBeOwnRoom } from './own.ts';

const roomSystem = 'https://serambi.health/fhir/room';
const kindSystem = 'https://serambi.health/fhir/CodeSystem/room-kind';

/** Adds or changes a room. One that is no longer used stays, since visits of the past name it. */
export const saveRoom: Verb<typeof scheduling, 'saveRoom'> = async (ctx, input) => {
  if (input.id) await mustBeOwnRoom(ctx, input.id);
  const room: Room = { ...input, id: input.id ?? ctx.newId() };
  const sameName = (other: Room) => other.id !== room.id && other.active && other.name === room.name;
  if (room.active && (await loadRooms(ctx)).some(sameName)) return ctx.fail('nameTaken', { name: room.name });
  await putRoom(ctx, room);
  ctx.emit('scheduling.setupChanged', {});
  return room;
};

/** Writes a room as the Location that it is. */
async function putRoom(ctx: Context, room: Room): Promise<void> {
  const known = await ctx.record.read('Location', room.id);
  const location: Location = {
    ...(known ?? { resourceType: 'Location', id: room.id }),
    identifier: [{ system: roomSystem, value: room.id }],
    status: room.active ? 'active' : 'inactive',
    name: room.name,
    mode: 'instance',
    physicalType: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code: 'ro' }],
    },
    type: [{ coding: [{ system: kindSystem, code: room.kind }] }],
  };
  if (room.site) location.partOf = { ...known?.partOf, display: room.site };
  else delete location.partOf;
  await ctx.record.put(location);
}

/** Rooms are the Locations that carry our identifier; a Location of somebody else's data is none of ours. */
export const locationKeeper = keeper<Location>('Location', {
  async put(ctx, location) {
    const ours = location.identifier?.some((one) => one.system === roomSystem);
    if (!ours || !location.id) return;
    const codings = (location.type ?? []).flatMap((type) => type.coding ?? []);
    const code = codings.find((coding) => coding.system === kindSystem)?.code;
    const row = {
      // as long as a room's name can be here; the Location keeps the whole of it
      name: location.name?.trim().slice(0, 80).trim() || location.id,
      kind: roomKinds.find((kind) => kind === code) ?? 'other',
      site: location.partOf?.display?.trim().slice(0, 80).trim() ?? '',
      active: location.status !== 'inactive' && location.status !== 'suspended',
    };
    await ctx.db
      .insertInto('scheduling_room')
      .values({ clinic_id: ctx.clinic.id, id: location.id, ...row })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
      .execute();
  },
  async remove(ctx, location) {
    await ctx.db
      .updateTable('scheduling_room')
      .set({ active: false })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', '=', location.id ?? '')
      .execute();
  },
});
