import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { Background, Education, training } from '#slices/training/contract.ts';

type Training = typeof training;

/** What a person has learnt and where she has worked, as she and her manager say, the latest first. */
export async function backgroundOf(ctx: Context, staffId: string): Promise<Background[]> {
  const rows = await ctx.db
    .selectFrom('training_background')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .orderBy('from_day', 'desc')
    .orderBy('background_id')
    .execute();
  return rows.map((row) => ({
    ...{ backgroundId: row.background_id, kind: row.kind as Background['kind'] },
    ...(row.level && { level: row.level as Education }),
    ...{ title: row.title, place: row.place },
    ...(row.from_day && { fromDay: row.from_day }),
    ...(row.to_day && { toDay: row.to_day }),
    ...(row.confirmed_at && { confirmedBy: row.confirmed_by }),
  }));
}

export const addBackground: Verb<Training, 'addBackground'> = async (ctx, input) => {
  const { kind, level, title, place, fromDay, toDay } = input;
  if (kind === 'education' && !level) refuseField('level', 'training_field_level');
  if (kind === 'experience' && !fromDay) refuseField('fromDay', 'training_field_fromDay');
  const day = today(ctx.clock, ctx.clinic.zone);
  if (fromDay && fromDay > day) refuseField('fromDay', 'training_field_notYet');
  if (toDay && toDay > day) refuseField('toDay', 'training_field_notYet');
  if (fromDay && toDay && toDay < fromDay) refuseField('toDay', 'training_field_endBeforeBegin');
  const backgroundId = ctx.newId();
  await ctx.db
    .insertInto('training_background')
    .values({
      ...{
        clinic_id: ctx.clinic.id,
        background_id: backgroundId,
        staff_id: ctx.actor.id,
        kind,
        title,
        place,
      },
      ...{ level: kind === 'education' ? (level ?? null) : null },
      ...{ from_day: fromDay ?? null, to_day: toDay ?? null },
    })
    .execute();
  ctx.emit('training.changed', { staffId: ctx.actor.id });
  return { backgroundId };
};

export const withdrawBackground: Verb<Training, 'withdrawBackground'> = async (ctx, { backgroundId }) => {
  const row = await mustFind(ctx, backgroundId);
  if (row.staff_id !== ctx.actor.id) return refuse('notFound', { type: 'Background', id: backgroundId });
  if (row.confirmed_at) return ctx.fail('confirmedAlready');
  await ctx.db
    .deleteFrom('training_background')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('background_id', '=', backgroundId)
    .execute();
  ctx.emit('training.changed', { staffId: ctx.actor.id });
  return {};
};

export const confirmBackground: Verb<Training, 'confirmBackground'> = async (ctx, { backgroundId }) => {
  const row = await mustFind(ctx, backgroundId);
  if (row.staff_id === ctx.actor.id) return ctx.fail('ownBackground');
  if (row.confirmed_at) return {};
  await ctx.db
    .updateTable('training_background')
    .set({ confirmed_at: ctx.now, confirmed_by_id: ctx.actor.id, confirmed_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('background_id', '=', backgroundId)
    .execute();
  ctx.emit('training.changed', { staffId: row.staff_id });
  return {};
};

async function mustFind(ctx: Context, backgroundId: string) {
  const row = await ctx.db
    .selectFrom('training_background')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('background_id', '=', backgroundId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Background', id: backgroundId });
}
