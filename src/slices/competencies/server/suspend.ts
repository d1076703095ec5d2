import type { Verb } from '#platform/server/slice.ts';
import type { competencies } from '../contract.ts';
import { isGood } from '../shared/states.ts';
import { mustFindPerson } from './people.ts';
import { endStanding } from './standing.ts';
import { stateOf } from './standings.ts';
import { changePerson, mustFindCompetency, personRow } from './store.ts';

export const suspend: Verb<typeof competencies, 'suspend'> = async (ctx, { staffId, code, reason }) => {
  if (staffId === ctx.actor.id) return ctx.fail('ownCompetency');
  await mustFindPerson(ctx, staffId);
  await mustFindCompetency(ctx, code);
  const row = await personRow(ctx, staffId, code);
  if (!row.validated_at) return ctx.fail('notValidated');
  // again changes neither who suspended it nor why
  if (row.suspended_at) return { state: 'suspended' as const };
  await changePerson(ctx, row, {
    ...{ suspended_at: ctx.now, suspended_by: ctx.actor.name, suspended_for: reason, trainer: false },
  });
  await endStanding(ctx, row);
  return { state: 'suspended' as const };
};

export const setTrainer: Verb<typeof competencies, 'setTrainer'> = async (
  ctx,
  { staffId, code, trainer },
) => {
  if (staffId === ctx.actor.id) return ctx.fail('ownCompetency');
  await mustFindPerson(ctx, staffId);
  const competency = await mustFindCompetency(ctx, code);
  const row = await personRow(ctx, staffId, code);
  if (trainer && !isGood(stateOf(ctx, competency, row, 0))) return ctx.fail('notValidated');
  await changePerson(ctx, row, { trainer });
  return { trainer };
};
