import type { Context } from '#platform/server/context.ts';
import { reaches } from '#slices/training/shared/hours.ts';
import { everybody } from '../people.ts';
import { aboutPracticum, minutesOfAll, noMinutes, type PracticumRow } from './store.ts';

/** The subject of the student's own task about hours that were declined. */
export function declinedSubject(row: PracticumRow): string {
  return aboutPracticum(row, 'declined');
}

/** One task a practicum while hours wait, and none when nothing waits. */
export async function askPreceptor(ctx: Context, row: PracticumRow): Promise<void> {
  const { waiting } = (await minutesOfAll(ctx, row.practicum_id)).get(row.practicum_id) ?? noMinutes;
  const subject = aboutPracticum(row);
  if (waiting === 0) {
    await ctx.work.finish(subject, 'done', 'training.confirmHours');
    return;
  }
  if (await ctx.work.isOpen(subject, 'training.confirmHours')) return;
  await ctx.work.open({
    ...{ kind: 'training.confirmHours', subject, ownerId: row.preceptor_id },
    params: { name: await nameOf(ctx, row.staff_id), screen: '/work/precepting' },
  });
}

/** Asks for the evaluation at half of the hours, and for the last one when they are there, until each is written. */
export async function askForEvaluations(ctx: Context, row: PracticumRow): Promise<void> {
  const { confirmed } = (await minutesOfAll(ctx, row.practicum_id)).get(row.practicum_id) ?? noMinutes;
  for (const [moment, share] of [
    ['mid', 0.5],
    ['end', 1],
  ] as const) {
    if (!reaches(confirmed, row.agreed_hundredths * share)) continue;
    const subject = aboutPracticum(row, moment);
    if (await ctx.work.isOpen(subject, 'training.evaluate')) continue;
    if (await isEvaluated(ctx, row, moment)) continue;
    await ctx.work.open({
      ...{ kind: 'training.evaluate', subject, ownerId: row.preceptor_id },
      params: {
        name: await nameOf(ctx, row.staff_id),
        screen: `/work/precepting/practica/${row.practicum_id}`,
      },
    });
  }
}

export async function nameOf(ctx: Context, staffId: string): Promise<string> {
  return (await everybody(ctx)).get(staffId)?.name ?? '';
}

async function isEvaluated(ctx: Context, row: PracticumRow, moment: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('training_evaluation')
    .select('at')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', row.practicum_id)
    .where('moment', '=', moment)
    .executeTakeFirst();
  return found !== undefined;
}
