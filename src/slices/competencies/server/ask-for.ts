import { actionOf } from '#platform/server/scope/acts.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Competency, competencies } from '../contract.ts';
import { isGood } from '../shared/states.ts';
import { peopleHere } from './people.ts';
import { keepTerms } from './standing.ts';
import { standingsOf } from './standings.ts';
import { mustFindCompetency } from './store.ts';

export const askFor: Verb<typeof competencies, 'askFor'> = async (ctx, { code, asked, evenSo }) => {
  const competency = await mustFindCompetency(ctx, code);
  if (competency.acts.length === 0 || !competency.active) return ctx.fail('opensNothing');
  if (asked && !competency.asked && !evenSo) {
    const names = await closedTo(ctx, competency);
    if (names.length > 0) return ctx.fail('wouldClose', { names: names.join(', ') });
  }
  await keepTerms(ctx, competency, asked);
  ctx.emit('competencies.setChanged', { code });
  return { asked };
};

/** Who does its acts today without a licence and has not got it: to them it would be closed. */
async function closedTo(ctx: Context, competency: Competency): Promise<string[]> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  const doing = roles.filter(
    (role) =>
      role.licence === 'none' &&
      !role.preliminary &&
      competency.acts.some((act) => holdsAction(role.actions, actionOf(act))),
  );
  const names: string[] = [];
  for (const person of await peopleHere(ctx)) {
    if (person.licensed || !doing.some((role) => person.roles.includes(role.role))) continue;
    const line = (await standingsOf(ctx, person)).find((one) => one.code === competency.code);
    if (line && !isGood(line.state)) names.push(person.name);
  }
  return names;
}
