import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { daysBetween } from '#platform/shared/time.ts';
import type { Accreditor, training } from '#slices/training/contract.ts';
import { mustBeHere, mustBePreceptor, studentJobs } from '../people.ts';
import { settingsOf } from '../settings.ts';
import { mustKnowSkills } from '../skills.ts';
import { mustFindSite } from './sites.ts';
import {
  aboutPracticum,
  changeRow,
  mustFindPracticum,
  type PracticumRow,
  settlePracticum,
  told,
} from './store.ts';
import { askForEvaluations, askPreceptor } from './tasks.ts';

type Training = typeof training;

interface Agreed {
  siteId: string;
  agreedHundredths: number;
  startsOn: string;
  endsOn: string;
  skills: string[];
}

export const openPracticum: Verb<Training, 'openPracticum'> = async (ctx, input) => {
  const student = await mustBeHere(ctx, input.staffId);
  const students = await studentJobs(ctx);
  if (!student.roles.some((role) => students.has(role)))
    return ctx.fail('notAStudent', { name: student.name });
  const accreditor = await accreditorOf(ctx, input);
  await mustFit(ctx, input, accreditor);
  await mustBePreceptor(ctx, input.preceptorId, input.staffId);
  const practicumId = ctx.newId();
  const row = { practicum_id: practicumId, staff_id: input.staffId };
  await ctx.db
    .insertInto('training_practicum')
    .values({
      ...{ clinic_id: ctx.clinic.id, ...row, site_id: input.siteId, preceptor_id: input.preceptorId },
      ...{ cohort_id: input.cohortId ?? null, accreditor, agreed_hundredths: input.agreedHundredths },
      ...{ starts_on: input.startsOn, ends_on: input.endsOn, skills: input.skills, state: 'open' },
    })
    .execute();
  told(ctx, row);
  return { practicumId };
};

export const changePracticum: Verb<Training, 'changePracticum'> = async (ctx, input) => {
  const row = await mustFindPracticum(ctx, input.practicumId, { lock: true });
  if (row.state !== 'open') return ctx.fail('practicumClosed');
  await mustFit(ctx, input, row.accreditor as Accreditor);
  await mustBePreceptor(ctx, input.preceptorId, row.staff_id);
  await mustHoldHours(ctx, input);
  await changeRow(ctx, row, {
    ...{ site_id: input.siteId, preceptor_id: input.preceptorId, agreed_hundredths: input.agreedHundredths },
    ...{ starts_on: input.startsOn, ends_on: input.endsOn, skills: input.skills },
  });
  const changed = await mustFindPracticum(ctx, input.practicumId);
  if (row.preceptor_id !== input.preceptorId) await handToAnother(ctx, changed);
  await settlePracticum(ctx, changed);
  return {};
};

/** What waits is the new preceptor's. */
async function handToAnother(ctx: Context, row: PracticumRow): Promise<void> {
  for (const moment of [undefined, 'mid', 'end'])
    await ctx.work.finish(aboutPracticum(row, moment), 'cancelled');
  await askPreceptor(ctx, row);
  await askForEvaluations(ctx, row);
}

export const endPracticum: Verb<Training, 'endPracticum'> = async (ctx, { practicumId, reason }) => {
  const row = await mustFindPracticum(ctx, practicumId, { lock: true });
  if (row.state !== 'open') return ctx.fail('practicumClosed');
  await changeRow(ctx, row, { state: 'ended', ended_for: reason });
  for (const moment of [undefined, 'mid', 'end'])
    await ctx.work.finish(aboutPracticum(row, moment), 'cancelled');
  return {};
};

/** The accreditor of the cohort's programme, where there is a cohort in which she is enrolled. */
async function accreditorOf(
  ctx: Context,
  {
    cohortId,
    staffId,
    accreditor,
  }: { cohortId?: string | undefined; staffId: string; accreditor: Accreditor },
): Promise<Accreditor> {
  if (!cohortId) return accreditor;
  const found = await ctx.db
    .selectFrom('training_cohort as c')
    .innerJoin('training_version as p', (join) =>
      join
        .onRef('p.clinic_id', '=', 'c.clinic_id')
        .onRef('p.code', '=', 'c.programme')
        .onRef('p.version', '=', 'c.programme_version')
        .on('p.list', '=', 'programme'),
    )
    .leftJoin('training_student as s', (join) =>
      join
        .onRef('s.clinic_id', '=', 'c.clinic_id')
        .onRef('s.cohort_id', '=', 'c.cohort_id')
        .on('s.staff_id', '=', staffId),
    )
    .select([sql<Accreditor>`p.definition->>'accreditor'`.as('accreditor'), 's.staff_id'])
    .where('c.clinic_id', '=', ctx.clinic.id)
    .where('c.cohort_id', '=', cohortId)
    .executeTakeFirst();
  if (!found) return refuse('notFound', { type: 'Cohort', id: cohortId });
  if (!found.staff_id) return refuseField('cohortId', 'training_field_notEnrolled');
  return found.accreditor;
}

async function mustFit(ctx: Context, agreed: Agreed, accreditor: Accreditor): Promise<void> {
  const site = await mustFindSite(ctx, agreed.siteId);
  if (!site.active) refuseField('siteId', 'training_field_siteAway');
  if (accreditor === 'caahep' && !site.ambulatory) refuseField('siteId', 'training_field_siteAmbulatory');
  if (agreed.endsOn < agreed.startsOn) refuseField('endsOn', 'training_field_endBeforeBegin');
  // so that a slip of the year does not make a span of decades
  if (daysBetween(agreed.startsOn, agreed.endsOn) > mostDays) refuseField('endsOn', 'training_field_tooLong');
  const least = (await settingsOf(ctx))[accreditor];
  if (agreed.agreedHundredths < least)
    refuseField('agreedHundredths', 'training_field_leastHours', { hours: least / 100 });
  if (agreed.agreedHundredths === 0) refuseField('agreedHundredths', 'training_field_someHours');
  await mustKnowSkills(ctx, agreed.skills, (place) => `skills.${place}`);
}

const mostDays = 366;

/** Hours that stand must stay inside of the dates. */
async function mustHoldHours(
  ctx: Context,
  { practicumId, startsOn, endsOn }: Agreed & { practicumId: string },
) {
  const outside = await ctx.db
    .selectFrom('training_hours')
    .select('on_day')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicumId)
    .where('state', 'in', ['waiting', 'confirmed'])
    .where((or) => or.or([or('on_day', '<', startsOn), or('on_day', '>', endsOn)]))
    .orderBy('on_day')
    .executeTakeFirst();
  if (!outside) return;
  const field = outside.on_day < startsOn ? 'startsOn' : 'endsOn';
  refuseField(field, 'training_field_hoursOutside', { day: outside.on_day });
}
