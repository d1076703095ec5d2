import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { saveAmount } from '#platform/server/scope/law.ts';
import { subjectsAsked, subjectWords } from '#slices/workforce/server/index.ts';
import type { TrainingSubject } from '../contract.ts';

/** In what the law of the clinic's place counts hours of training. */
export async function subjectsHere(ctx: Context): Promise<TrainingSubject[]> {
  return (await subjectsAsked(ctx)).map((code) => ({ code, label: subjectWords(ctx, code) }));
}

/** An entry's subject in words; nothing where its hours are of none. */
export function subjectOf(ctx: Context, code: string): { subject?: TrainingSubject } {
  return code === '' ? {} : { subject: { code, label: subjectWords(ctx, code) } };
}

/** Tells scope how many confirmed minutes of a subject she has, at whichever sites. */
export async function keepTraining(ctx: Context, staffId: string, subject: string): Promise<void> {
  if (subject === '') return;
  const found = await sql<{ minutes: number }>`
    SELECT coalesce(sum(minutes), 0)::int AS minutes FROM training_hours
    WHERE clinic_id = ${ctx.clinic.id} AND staff_id = ${staffId} AND subject = ${subject}
      AND state = 'confirmed'`.execute(ctx.db);
  const amount = found.rows[0]?.minutes ?? 0;
  const what = { staffId, kind: 'training', code: subject, amount } as const;
  await saveAmount(ctx.db, ctx.clinic.id, { ...what, from: ctx.now, sourceId: ctx.newId() });
  ctx.emit('scope.rightsChanged', {});
}
