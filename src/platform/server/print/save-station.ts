import type { printing } from '#platform/shared/print-contract.ts';
import type { Verb } from '../slice.ts';

export const saveStation: Verb<typeof printing, 'saveStation'> = async (
  ctx,
  { stationId, name, printers },
) => {
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
    return made.numInsertedOrUpdatedRows === 0n ? ctx.fail('stationNameTaken', { name }) : { stationId: id };
  }
  const changed = await ctx.db
    .updateTable('print_station')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', stationId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 0n ? ctx.fail('stationNotFound') : { stationId };
};
