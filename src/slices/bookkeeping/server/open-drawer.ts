import { mustBeStation } from '#platform/server/print/stations.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { drawerOut, mustDrawer, ownDrawer } from './drawers.ts';
import { openDay } from './ledger.ts';
import { minorOf } from './money-json.ts';
import { loadSettings } from './settings.ts';

/** Opens her own drawer with the float that she has counted into it. The float is the clinic's cash already: nothing is posted. */
export const openDrawer: Verb<typeof bookkeeping, 'openDrawer'> = async (ctx, input) => {
  if (input.stationId) await mustBeStation(ctx, input.stationId);
  const drawerId = ctx.newId();
  const done = await ctx.db
    .insertInto('bookkeeping_drawer')
    .values({
      clinic_id: ctx.clinic.id,
      drawer_id: drawerId,
      cashier_id: ctx.actor.id,
      cashier_name: ctx.actor.name,
      place: input.place,
      station_id: input.stationId ?? null,
      day: await openDay(ctx),
      state: 'open',
      float_minor: minorOf(ctx, input.float, 'float'),
      currency: ctx.clinic.currency,
      opened_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 1n)
    ctx.fail('drawerStillOpen', { place: (await ownDrawer(ctx))?.place ?? '' });
  ctx.emit('bookkeeping.drawerChanged', { drawerId });
  return drawerOut(ctx, await mustDrawer(ctx, drawerId), await loadSettings(ctx));
};
