import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { training } from '#slices/training/contract.ts';
import { mustFindPlan, settlePlan, told } from '../plans/store.ts';
import { mustFindCohort } from '../programmes/store.ts';
import { changeWords } from './changes.ts';
import { mustFindVersion, versionsOf } from './store.ts';

type Training = typeof training;

export const versions: Verb<Training, 'versions'> = async (ctx, { list, code }) => {
  const all = await versionsOf(ctx, list, code);
  if (all.length === 0) return refuse('notFound', { type: 'Version', id: code });
  const shown = [];
  for (const [place, { version, definition, at, by }] of all.entries()) {
    const before = all[place + 1]?.definition;
    const changes = before ? await changeWords(ctx, { ...before }, { ...definition }) : [];
    shown.push({ version, at, by, changes });
  }
  return { versions: shown };
};

export const moveCohort: Verb<Training, 'moveCohort'> = async (ctx, { cohortId, version }) => {
  const { cohort } = await mustFindCohort(ctx, cohortId);
  await mustFindVersion(ctx, 'programme', cohort.programme, version);
  if (version === cohort.programme_version) return {};
  await ctx.db
    .updateTable('training_cohort')
    .set({ programme_version: version })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('cohort_id', '=', cohortId)
    .execute();
  const details = { programme: cohort.programme, from: cohort.programme_version, to: version };
  ctx.note('training.cohortMoved', { subject: cohortId, details });
  ctx.emit('training.setChanged', {});
  return {};
};

export const movePlan: Verb<Training, 'movePlan'> = async (ctx, { planId, version }) => {
  const row = await mustFindPlan(ctx, planId, { lock: true });
  if (row.state !== 'open') return ctx.fail('planClosed');
  const { topics, label } = await mustFindVersion(ctx, 'template', row.template, version);
  if (version === row.template_version) return {};
  await ctx.db
    .updateTable('training_plan')
    .set({
      ...{ template_version: version, topics: JSON.stringify(topics) },
      ...{ label_en: label.en, label_id: label.id },
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', planId)
    .execute();
  const details = { template: row.template, from: row.template_version, to: version };
  ctx.note('training.planMoved', { subject: planId, details });
  told(ctx, row);
  await settlePlan(ctx, await mustFindPlan(ctx, planId));
  return {};
};
