import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { orders } from '../contract.ts';

export const saveFavourite: Verb<typeof orders, 'saveFavourite'> = async (ctx, input) => {
  const values = {
    label_en: input.labels.en,
    label_id: input.labels.id,
    search: input.search,
    kind: input.detail.kind,
    active: input.active,
  };
  if (input.favouriteId) {
    const row = await ctx.db
      .selectFrom('orders_favourite')
      .select('code')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('favourite_id', '=', input.favouriteId)
      .executeTakeFirst();
    if (!row) return refuse('notFound', { type: 'Favourite', id: input.favouriteId });
    // the code stays: fees and past orders name it
    const detail = JSON.stringify({ ...input.detail, code: row.code });
    await ctx.db
      .updateTable('orders_favourite')
      .set({ ...values, detail })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('favourite_id', '=', input.favouriteId)
      .execute();
    return { favouriteId: input.favouriteId };
  }
  const favouriteId = ctx.newId();
  const code = `own-${favouriteId}`;
  await ctx.db
    .insertInto('orders_favourite')
    .values({
      clinic_id: ctx.clinic.id,
      favourite_id: favouriteId,
      code,
      ...values,
      detail: JSON.stringify({ ...input.detail, code }),
      // her own come first
      place: -1,
    })
    .execute();
  return { favouriteId };
};
