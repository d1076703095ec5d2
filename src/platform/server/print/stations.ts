import type { Printers, printing } from '#platform/shared/print-contract.ts';
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
