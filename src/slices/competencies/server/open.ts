import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { competencies, Method } from '../contract.ts';
import { startingSet } from '../shared/starting-set.ts';
import { keepTerms, validate } from './standing.ts';
import { allCompetencies, changePerson, mustFindCompetency, personRow, writeCompetency } from './store.ts';

/** Writes the country's set and what it asks for into a clinic that has none; again changes nothing. */
export async function openCompetencies(ctx: Context): Promise<void> {
  await writeSet(ctx, true);
}

/** The same for a clinic at work, of which nobody is asked for anything by it: no act closes. */
export const takeList: Verb<typeof competencies, 'takeList'> = async (ctx) => {
  await writeSet(ctx, false);
  ctx.emit('competencies.setChanged', {});
  return { competencies: await allCompetencies(ctx, { putAway: true }) };
};

async function writeSet(ctx: Context, asking: boolean): Promise<void> {
  const opened = await ctx.db
    .selectFrom('competencies_competency')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .limit(1)
    .executeTakeFirst();
  if (opened) return;
  for (const [place, { asked, ...one }] of startingSet(ctx.clinic.country).entries()) {
    await writeCompetency(ctx, { ...one, version: 1, active: true, place });
    if (asked && asking) await keepTerms(ctx, one, true);
  }
}

/** A validation that stood before Serambi did, by the word of who knows of it. */
export async function attest(
  ctx: Context,
  one: { staffId: string; code: string; by: string; method: Method; at: string; trainer?: boolean },
): Promise<void> {
  const competency = await mustFindCompetency(ctx, one.code);
  const row = await personRow(ctx, one.staffId, one.code);
  await changePerson(ctx, row, { learning_since: one.at, trainer: one.trainer ?? false });
  await validate(ctx, row, { competency, by: one.by, method: one.method, at: one.at });
}
