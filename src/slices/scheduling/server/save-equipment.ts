import type { Device } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Equipment, scheduling } from '../contract.ts';
import { loadEquipment } from './load-equipment.ts';
import { mustBeOwnEquipment } from './own.ts';

const equipmentSystem = 'https://serambi.health/fhir/equipment';
export const capacityUrl = 'https://serambi.health/fhir/StructureDefinition/device-capacity';

/** Adds or changes equipment. What is no longer used stays, since visits of the past name it. */
export const saveEquipment: Verb<typeof scheduling, 'saveEquipment'> = async (ctx, input) => {
  if (input.id) await mustBeOwnEquipment(ctx, input.id);
  const one: Equipment = { ...input, id: input.id ?? ctx.newId() };
  const sameName = (other: Equipment) => other.id !== one.id && other.active && other.name === one.name;
  if (one.active && (await loadEquipment(ctx)).some(sameName)) {
    return ctx.fail('equipmentTaken', { name: one.name });
  }
  await putDevice(ctx, one);
  ctx.emit('scheduling.setupChanged', {});
  return one;
};

/** Writes equipment as the Device that it is. */
async function putDevice(ctx: Context, one: Equipment): Promise<void> {
  const known = await ctx.record.read('Device', one.id);
  const others = (known?.extension ?? []).filter((extension) => extension.url !== capacityUrl);
  const device: Device = {
    ...(known ?? { resourceType: 'Device', id: one.id }),
    identifier: [{ system: equipmentSystem, value: one.id }],
    extension: [...others, { url: capacityUrl, valuePositiveInt: one.capacity }],
    status: one.active ? 'active' : 'inactive',
    deviceName: [{ name: one.name, type: 'user-friendly-name' }],
    type: { text: one.kind },
  };
  await ctx.record.put(device);
}

/** Equipment is the Devices that carry our identifier; a pacemaker in somebody's record is none of it. */
export const deviceKeeper = keeper<Device>('Device', {
  async put(ctx, device) {
    const ours = device.identifier?.some((one) => one.system === equipmentSystem);
    if (!ours || !device.id) return;
    const capacity = device.extension?.find((one) => one.url === capacityUrl)?.valuePositiveInt ?? 1;
    const short = (text: string | undefined) => text?.trim().slice(0, 80).trim();
    const row = {
      // as long as a name can be here; the Device keeps the whole of it
      name: short(device.deviceName?.[0]?.name) || device.id,
      kind: short(device.type?.text ?? device.type?.coding?.[0]?.display) || device.id,
      capacity: Math.min(capacity, 50),
      active: device.status === undefined || device.status === 'active',
    };
    await ctx.db
      .insertInto('scheduling_equipment')
      .values({ clinic_id: ctx.clinic.id, id: device.id, ...row })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
      .execute();
  },
  async remove(ctx, device) {
    await ctx.db
      .updateTable('scheduling_equipment')
      .set({ active: false })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', '=', device.id ?? '')
      .execute();
  },
});
