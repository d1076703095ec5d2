import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { epochMsOf, wallToInstant } from '#platform/shared/time.ts';
import type { training } from '#slices/training/contract.ts';
import { hundredthsOf, minutesOf } from '#slices/training/shared/hours.ts';
import { subjectsHere } from '../subjects.ts';
import { mustFindOwn, told } from './store.ts';
import { askPreceptor, declinedSubject } from './tasks.ts';
import { hoursRow } from './view.ts';

type Training = typeof training;

export const logHours: Verb<Training, 'logHours'> = async (ctx, input) => {
  // first and in one order, so that of two practica of hers that are written to at once the second sees the first
  await holdAllOf(ctx, ctx.actor.id);
  const row = await mustFindOwn(ctx, input.practicumId);
  if (row.state !== 'open') return ctx.fail('practicumClosed');
  const { day, from, to, breakMinutes, department, subject = '' } = input;
  if (subject !== '' && !(await subjectsHere(ctx)).some((one) => one.code === subject))
    refuseField('subject', 'training_field_subject');
  if (day < row.starts_on || day > row.ends_on)
    refuseField('day', 'training_field_outsideDates', { from: row.starts_on, to: row.ends_on });
  if (to <= from) refuseField('to', 'training_field_endBeforeBegin');
  const minutes = minutesOf(from, to, breakMinutes);
  if (minutes <= 0) refuseField('breakMinutes', 'training_field_breakTooLong');
  const span = { from: instantOn(ctx, 'from', day, from), to: instantOn(ctx, 'to', day, to) };
  if (epochMsOf(span.to) > epochMsOf(ctx.now)) refuseField('to', 'training_field_notYet');
  const other = await overlapping(ctx, row.staff_id, span);
  if (other) return ctx.fail('overlap', { from: other.from_time, to: other.to_time });
  const entryId = ctx.newId();
  await ctx.db
    .insertInto('training_hours')
    .values({
      ...{
        clinic_id: ctx.clinic.id,
        entry_id: entryId,
        practicum_id: row.practicum_id,
        staff_id: row.staff_id,
      },
      ...{ on_day: day, from_time: from, to_time: to, from_at: span.from, to_at: span.to },
      ...{ break_minutes: breakMinutes, minutes, department, subject, state: 'waiting', logged_at: ctx.now },
    })
    .execute();
  await ctx.work.finish(declinedSubject(row), 'done');
  await askPreceptor(ctx, row);
  told(ctx, row);
  return { entryId, hundredths: hundredthsOf(minutes) };
};

export const withdrawHours: Verb<Training, 'withdrawHours'> = async (ctx, { practicumId, entryId }) => {
  const row = await mustFindOwn(ctx, practicumId);
  if (row.state !== 'open') return ctx.fail('practicumClosed');
  const entry =
    (await hoursRow(ctx, practicumId, entryId)) ?? refuse('notFound', { type: 'Hours', id: entryId });
  if (entry.state === 'withdrawn') return {};
  if (entry.state !== 'waiting') return ctx.fail('decidedAlready');
  await ctx.db
    .updateTable('training_hours')
    .set({ state: 'withdrawn', decided_at: ctx.now, decided_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('entry_id', '=', entryId)
    .execute();
  await askPreceptor(ctx, row);
  told(ctx, row);
  return {};
};

/** The instant of a time on the clinic's clock; one that the clock leaves out in spring is none. */
function instantOn(ctx: Context, field: string, day: string, time: string): string {
  const at = wallToInstant(day, time, ctx.clinic.zone, { disambiguation: 'earlier' });
  return 'instant' in at ? at.instant : refuseField(field, 'training_field_noSuchTime');
}

async function holdAllOf(ctx: Context, staffId: string): Promise<void> {
  await ctx.db
    .selectFrom('training_practicum')
    .select('practicum_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .orderBy('practicum_id')
    .forUpdate()
    .execute();
}

/** Hours of hers that stand and lie across these, at any site. */
async function overlapping(ctx: Context, staffId: string, { from, to }: { from: string; to: string }) {
  return ctx.db
    .selectFrom('training_hours')
    .select(['from_time', 'to_time'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('state', 'in', ['waiting', 'confirmed'])
    .where('from_at', '<', to)
    .where('to_at', '>', from)
    .orderBy('from_at')
    .executeTakeFirst();
}
