import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Template, Topic, training } from '#slices/training/contract.ts';
import { mustKnowSkills } from '../skills.ts';
import { keepVersion } from '../versions/store.ts';

type Training = typeof training;

export const templates: Verb<Training, 'templates'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('training_template')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('place')
    .orderBy('code')
    .execute();
  return {
    templates: rows.map((row) => ({
      ...{ code: row.code, version: row.version, label: { en: row.label_en, id: row.label_id } },
      ...{ weeks: row.weeks, reviewDays: row.review_days, active: row.active },
      // written by `writeTemplate` alone, from parsed topics
      topics: row.topics as Topic[],
    })),
  };
};

export const saveTemplate: Verb<Training, 'saveTemplate'> = async (ctx, { version, ...template }) => {
  const { templates: all } = await templates(ctx, {});
  const stands = all.find((one) => one.code === template.code);
  if (version === 0 && stands) return ctx.fail('codeTaken');
  if ((stands?.version ?? 0) !== version) return ctx.fail('changedMeanwhile');
  const names = template.topics.map((one) => one.topic);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0) refuseField(`topics.${twice}.topic`, 'training_field_twice');
  const late = template.topics.findIndex((one) => one.week > template.weeks);
  if (late >= 0) refuseField(`topics.${late}.week`, 'training_field_weekOutside', { weeks: template.weeks });
  const falling = template.reviewDays.findIndex((days, at, all) => at > 0 && days <= (all[at - 1] ?? 0));
  if (falling >= 0) refuseField(`reviewDays.${falling}`, 'training_field_rising');
  const skills = template.topics.map((one) => one.competency);
  await mustKnowSkills(ctx, skills, (place) => `topics.${place}.competency`);
  await writeTemplate(ctx, { ...template, version: version + 1 });
  ctx.emit('training.setChanged', {});
  return { version: version + 1 };
};

/** Plans that were given already keep the topics that they were given with. */
export async function writeTemplate(
  ctx: Context,
  { code, label, weeks, reviewDays, topics, active, ...one }: Template & { version: number; place?: number },
): Promise<void> {
  const values = {
    ...{ version: one.version, label_en: label.en, label_id: label.id, weeks, review_days: reviewDays },
    ...{ topics: JSON.stringify(topics), active },
  };
  await ctx.db
    .insertInto('training_template')
    // a clinic's own come after those it began with
    .values({ clinic_id: ctx.clinic.id, code, place: one.place ?? 1000, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(values))
    .execute();
  const definition = { label, weeks, reviewDays, topics, active };
  await keepVersion(ctx, { list: 'template', code, version: one.version, definition });
}
