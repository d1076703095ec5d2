import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';

/** Gives a provider's blocked time back. */
export const removeBlock: Verb<typeof scheduling, 'removeBlock'> = async (ctx, { id }) => {
  await dropBlock(ctx, id);
  return {};
};

/** Takes a block away and tells the screens; what is not there is away already. */
export async function dropBlock(ctx: Context, id: string): Promise<void> {
  await ctx.db
    .deleteFrom('scheduling_block')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  ctx.emit('scheduling.setupChanged', {});
}
