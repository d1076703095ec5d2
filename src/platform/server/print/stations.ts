import { refuse } from '#platform/shared/errors.ts';
import type { Printers, printing } from '#platform/shared/print-contract.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';

export const stations: Verb<typeof printing, 'stations'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('print_station')
    .select(['id', 'name', 'printers'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('name')
    .execute();
  return {
    stations: rows.map(({ id, name, printers }) => ({ stationId: id, name, printers: printers as Printers })),
  };
};

/** Refuses `notFound` when this clinic has no station of this id. */
export async function mustBeStation(ctx: Context, stationId: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('print_station')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', stationId)
    .executeTakeFirst();
  if (!found) refuse('notFound', { type: 'Station', id: stationId });
}
