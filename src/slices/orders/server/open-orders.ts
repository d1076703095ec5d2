import type { Context } from '#platform/server/context.ts';
import { countryCodes, saveCodes } from './codes.ts';
import { countryFavourites, type DefaultFavourite } from './default-favourites.ts';
import { diagnosisSystem } from './systems.ts';

/**
 * Gives a clinic its country's diagnosis list and favourites, once; again changes nothing. Two first callers at the
 * same time write the same rows, and the second one's inserts do nothing.
 */
export async function openOrders(ctx: Context): Promise<void> {
  const opened = await ctx.db
    .selectFrom('orders_diagnosis_code')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('system', '=', diagnosisSystem(ctx.clinic))
    .limit(1)
    .executeTakeFirst();
  if (opened) return;
  await saveCodes(ctx, await countryCodes(ctx.clinic.country));
  await writeFavourites(ctx, await countryFavourites(ctx.clinic.country));
}

async function writeFavourites(ctx: Context, favourites: readonly DefaultFavourite[]): Promise<void> {
  const rows = favourites.map((one, place) => ({
    clinic_id: ctx.clinic.id,
    favourite_id: ctx.newId(),
    code: one.code,
    kind: one.detail.kind,
    label_en: one.en,
    label_id: one.id,
    search: one.search,
    detail: JSON.stringify(one.detail),
    place,
    active: true,
  }));
  await ctx.db
    .insertInto('orders_favourite')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doNothing())
    .execute();
}
