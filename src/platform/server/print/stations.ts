import { refuse } from '#platform/shared/errors.ts';
import type { Printers, printing, Station } from '#platform/shared/print-contract.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';

export const stations: Verb<typeof printing, 'stations'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('print_station')
    .select(['id', 'name', 'printers'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('name')
    .execute();
  return { stations: rows.map(stationOf) };
};

/** Written by `saveStation` alone, from a parsed value. */
function stationOf(row: { id: string; name: string; printers: unknown }): Station {
  return { stationId: row.id, name: row.name, printers: row.printers as Printers };
}

/** A station of this clinic, or undefined when there is none of this id. */
export async function readStation(ctx: Context, stationId: string): Promise<Station | undefined> {
  const row = await ctx.db
    .selectFrom('print_station')
    .select(['id', 'name', 'printers'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', stationId)
    .executeTakeFirst();
  return row && stationOf(row);
}

/** Refuses `notFound` when this clinic has no station of this id. */
export async function mustBeStation(ctx: Context, stationId: string): Promise<void> {
  if (!(await readStation(ctx, stationId))) refuse('notFound', { type: 'Station', id: stationId });
}
