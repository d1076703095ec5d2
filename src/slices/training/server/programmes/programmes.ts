import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import type { training } from '#slices/training/contract.ts';
import { mustKnowSkills } from '../skills.ts';
import { allProgrammes, mustFindCohort, writeProgramme } from './store.ts';

type Training = typeof training;

export const programmes: Verb<Training, 'programmes'> = async (ctx) => {
  const all = await allProgrammes(ctx);
  const cohorts = await ctx.db
    .selectFrom('training_cohort')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('starts_on', 'desc')
    .orderBy('cohort_id')
    .execute();
  const students = await ctx.db
    .selectFrom('training_student')
    .select('cohort_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'enrolled')
    .execute();
  return {
    programmes: all,
    cohorts: cohorts.map((one) => ({
      ...{ cohortId: one.cohort_id, programme: one.programme, name: one.name },
      ...{ startsOn: one.starts_on, endsOn: one.ends_on },
      label: all.find(({ code }) => code === one.programme)?.label[ctx.language] ?? one.programme,
      version: one.programme_version,
      students: students.filter(({ cohort_id }) => cohort_id === one.cohort_id).length,
    })),
  };
};

export const saveProgramme: Verb<Training, 'saveProgramme'> = async (ctx, { version, ...programme }) => {
  const stands = (await allProgrammes(ctx)).find((one) => one.code === programme.code);
  if (version === 0 && stands) return ctx.fail('codeTaken');
  if ((stands?.version ?? 0) !== version) return ctx.fail('changedMeanwhile');
  const names = programme.courses.map((one) => one.course);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0) refuseField(`courses.${twice}.course`, 'training_field_twice');
  await mustKnowSkills(ctx, programme.skills, (place) => `skills.${place}`);
  await writeProgramme(ctx, { ...programme, version: version + 1 });
  ctx.emit('training.setChanged', {});
  return { version: version + 1 };
};

export const saveCohort: Verb<Training, 'saveCohort'> = async (ctx, input) => {
  const { programme, name, startsOn, endsOn } = input;
  const known = (await allProgrammes(ctx)).find((one) => one.code === programme);
  if (!known) return refuse('notFound', { type: 'Programme', id: programme });
  if (endsOn < startsOn) refuseField('endsOn', 'training_field_endBeforeBegin');
  if (input.cohortId) {
    const { cohort } = await mustFindCohort(ctx, input.cohortId);
    // results are of the courses of a programme
    if (cohort.programme !== programme) refuseField('programme', 'training_field_programmeStays');
  }
  const cohortId = input.cohortId ?? ctx.newId();
  const values = { programme, name, starts_on: startsOn, ends_on: endsOn };
  await ctx.db
    .insertInto('training_cohort')
    // one that is there goes on by the version with which it began
    .values({ clinic_id: ctx.clinic.id, cohort_id: cohortId, programme_version: known.version, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'cohort_id']).doUpdateSet(values))
    .execute();
  ctx.emit('training.setChanged', {});
  return { cohortId };
};
