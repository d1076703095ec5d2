import { actionOf } from '#platform/server/scope/acts.ts';
import type { Verb } from '#platform/server/slice.ts';
import { hasWords } from '#platform/server/words.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { competencies } from '../contract.ts';
import { keepPerformancesOfAll } from './performances.ts';
import { keepTerms } from './standing.ts';
import { allCompetencies, writeCompetency } from './store.ts';

export const save: Verb<typeof competencies, 'save'> = async (ctx, input) => {
  const { version, ...definition } = input;
  const all = await allCompetencies(ctx, { putAway: true });
  const stands = all.find((one) => one.code === input.code);
  if (version === 0 && stands) return ctx.fail('codeTaken');
  if ((stands?.version ?? 0) !== version) return ctx.fail('changedMeanwhile');
  const strange = input.acts.findIndex((act) => !hasWords(actionOf(act).replace('.', '_action_')));
  if (strange >= 0) refuseField(`acts.${strange}`, 'competencies_field_act');
  const names = input.steps.map((one) => one.step);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0) refuseField(`steps.${twice}.step`, 'competencies_field_stepTwice');
  await writeCompetency(ctx, { ...definition, version: version + 1 });
  await keepPerformancesOfAll(ctx, input.code, stands?.acts ?? [], input.acts);
  // what it opened before and does not any more must not stay closed for it, nor for one that is put away
  if (stands?.asked) await keepTerms(ctx, definition, definition.active);
  ctx.emit('competencies.setChanged', { code: input.code });
  return { version: version + 1 };
};

export const list: Verb<typeof competencies, 'list'> = async (ctx) => {
  return { competencies: await allCompetencies(ctx, { putAway: true }) };
};
