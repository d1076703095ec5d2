import { refuseField } from '#platform/shared/errors.ts';
import { type Printers, paperUses, type printing } from '#platform/shared/print-contract.ts';
import type { Verb } from '../slice.ts';
import { faultOfHost } from './device/hosts.ts';

export const saveStation: Verb<typeof printing, 'saveStation'> = async (
  ctx,
  { stationId, name, printers },
) => {
  refuseHosts(printers);
  const inClinic = ctx.db.selectFrom('print_station').select('id').where('clinic_id', '=', ctx.clinic.id);
  const namesake = await inClinic.where('name', '=', name).executeTakeFirst();
  if (namesake && namesake.id !== stationId) return ctx.fail('stationNameTaken', { name });
  const values = { name, printers: JSON.stringify(printers) };
  if (stationId === undefined) {
    const id = ctx.newId();
    const made = await ctx.db
      .insertInto('print_station')
      .values({ clinic_id: ctx.clinic.id, id, ...values })
      // Two managers at once: the second is told, not shown a fault of the database.
      .onConflict((conflict) => conflict.columns(['clinic_id', 'name']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) return ctx.fail('stationNameTaken', { name });
    ctx.emit('print.stationsChanged', { stationId: id });
    return { stationId: id };
  }
  const changed = await ctx.db
    .updateTable('print_station')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', stationId)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return ctx.fail('stationNotFound');
  ctx.emit('print.stationsChanged', { stationId });
  return { stationId };
};

/** A name is judged when it is looked up, at each printing; what is typed in figures at once. */
function refuseHosts(printers: Printers): void {
  for (const use of paperUses) {
    const printer = printers[use];
    if (!printer || !('host' in printer)) continue;
    const fault = faultOfHost(printer.host, printer.port);
    if (fault) refuseField(`printers.${use}.host`, `print_field_host_${fault}`);
  }
}
