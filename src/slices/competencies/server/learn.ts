import type { Verb } from '#platform/server/slice.ts';
import type { competencies } from '../contract.ts';
import { stateOf } from './standings.ts';
import { changePerson, mustFindCompetency, personRow, practisedCounts } from './store.ts';

export const learn: Verb<typeof competencies, 'learn'> = async (ctx, { code }) => {
  const competency = await mustFindCompetency(ctx, code);
  const row = await personRow(ctx, ctx.actor.id, code);
  const learningSince = row.learning_since ?? ctx.now;
  if (!row.learning_since) await changePerson(ctx, row, { learning_since: learningSince });
  const practised = (await practisedCounts(ctx, ctx.actor.id)).get(`${ctx.actor.id} ${code}`) ?? 0;
  return { state: stateOf(ctx, competency, { ...row, learning_since: learningSince }, practised) };
};
