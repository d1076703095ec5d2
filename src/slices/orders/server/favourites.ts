import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { OrderDetail, orders } from '../contract.ts';
import { openOrders } from './open-orders.ts';

export const favourites: Verb<typeof orders, 'favourites'> = async (ctx) => {
  await openOrders(ctx);
  const rows = await ctx.db
    .selectFrom('orders_favourite')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('place')
    .orderBy('code')
    .execute();
  return {
    favourites: rows.map((row) => {
      // written by `saveFavourite` and `openOrders` alone, from a parsed detail
      const detail = row.detail as OrderDetail;
      return {
        favouriteId: row.favourite_id,
        code: row.code,
        kind: detail.kind,
        label: ctx.language === 'en' ? row.label_en : row.label_id,
        labels: { en: row.label_en, id: row.label_id },
        search: row.search,
        detail,
        active: row.active,
      };
    }),
  };
};

/** What can be ordered here, by code. */
export async function activeFavourites(
  ctx: Context,
): Promise<{ code: string; labels: { en: string; id: string }; detail: OrderDetail }[]> {
  await openOrders(ctx);
  const rows = await ctx.db
    .selectFrom('orders_favourite')
    .select(['code', 'label_en', 'label_id', 'detail'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('active', '=', true)
    .orderBy('place')
    .orderBy('code')
    .execute();
  return rows.map(({ code, label_en, label_id, detail }) => {
    // written by `saveFavourite` and `openOrders` alone, from a parsed detail
    return { code, labels: { en: label_en, id: label_id }, detail: { ...(detail as OrderDetail), code } };
  });
}

/** The skill that a favourite takes, by its code. */
export async function skillOfFavourite(ctx: Context, code: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('orders_favourite')
    .select('detail')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', code)
    .executeTakeFirst();
  return (row?.detail as { skill?: string } | undefined)?.skill;
}

/** Words of favourites by their codes, for orders that came from one. */
export async function favouriteLabels(
  ctx: Context,
  codes: readonly (string | undefined)[],
): Promise<Map<string, { en: string; id: string }>> {
  const wanted = [...new Set(codes.filter((code) => code !== undefined))];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orders_favourite')
    .select(['code', 'label_en', 'label_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', sql<string>`ANY(${wanted})`)
    .execute();
  return new Map(rows.map((row) => [row.code, { en: row.label_en, id: row.label_id }]));
}
