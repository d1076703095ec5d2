import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { training } from '../contract.ts';
import { startingLists } from '../shared/starting-lists.ts';
import { writeRung } from './careers/rungs.ts';
import { writeTemplate } from './plans/templates.ts';
import { writeProgramme } from './programmes/store.ts';

/**
 * Writes the country's plans, programmes and ladder into a clinic that has none of them. Nobody is given a plan by it.
 * @returns false where there were some already: again changes nothing
 */
export async function openTraining(ctx: Context): Promise<boolean> {
  const there = await ctx.db
    .selectFrom('training_template')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .limit(1)
    .executeTakeFirst();
  if (there) return false;
  const { templates, programmes, rungs } = startingLists(ctx.clinic.country);
  const first = { version: 1, active: true };
  for (const [place, one] of templates.entries()) await writeTemplate(ctx, { ...one, ...first, place });
  for (const [place, one] of programmes.entries()) await writeProgramme(ctx, { ...one, ...first, place });
  for (const [place, one] of rungs.entries()) await writeRung(ctx, { ...one, ...first, place });
  return true;
}

export const takeLists: Verb<typeof training, 'takeLists'> = async (ctx) => {
  const taken = await openTraining(ctx);
  if (taken) ctx.emit('training.setChanged', {});
  return { taken };
};
