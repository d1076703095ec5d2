import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { training } from '#slices/training/contract.ts';
import { settingsOf } from '../settings.ts';

export const sites: Verb<typeof training, 'sites'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('training_site')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('name')
    .execute();
  return {
    sites: rows.map(({ clinic_id: _, site_id, ...row }) => ({ siteId: site_id, ...row })),
    settings: await settingsOf(ctx),
  };
};

export const saveSite: Verb<typeof training, 'saveSite'> = async (ctx, { siteId, ...site }) => {
  if (siteId) await mustFindSite(ctx, siteId);
  const id = siteId ?? ctx.newId();
  await ctx.db
    .insertInto('training_site')
    .values({ clinic_id: ctx.clinic.id, site_id: id, ...site })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'site_id']).doUpdateSet(site))
    .execute();
  ctx.emit('training.setChanged', {});
  return { siteId: id };
};

/** @throws Refusal `notFound` */
export async function mustFindSite(ctx: Context, siteId: string) {
  const row = await ctx.db
    .selectFrom('training_site')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('site_id', '=', siteId)
    .executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Site', id: siteId });
}
