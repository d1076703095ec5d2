import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { markVisit, requireOpenVisit, unmarkVisit } from '#slices/front-desk/server/index.ts';
import type { Measure, Recheck, VitalsSet, vitals } from '../contract.ts';
import { measureOfSign } from '../shared/sign-measures.ts';
import { settingsOf } from './settings.ts';

/** Stands in the work of those who measure until it is done. */
export const recheckTask = { kind: 'vitals.recheck', action: 'vitals.record', dueMinutes: 15 } as const;

type NewRecheck = {
  visitId: string;
  patientId: string;
  measures: readonly Measure[];
  inMinutes: number;
  cause: Recheck['cause'];
};

function open(ctx: Context, visitId: string) {
  return ctx.db
    .selectFrom('vitals_recheck')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('ended_at', 'is', null)
    .orderBy('due_at');
}

/** What is to be measured again in a visit, the soonest first. */
export async function rechecksOf(ctx: Context, visitId: string): Promise<Recheck[]> {
  const rows = await open(ctx, visitId).execute();
  return rows.map((row) => ({
    recheckId: row.id,
    measures: row.measures as Measure[],
    dueAt: row.due_at,
    cause: row.cause as Recheck['cause'],
    askedBy: row.asked_by,
  }));
}

async function keep(ctx: Context, given: NewRecheck): Promise<{ recheckId: string; dueAt: string }> {
  const { visitId, patientId, measures, inMinutes, cause } = given;
  const [recheckId, dueAt] = [ctx.newId(), addMinutes(ctx.now, inMinutes)];
  await ctx.db
    .insertInto('vitals_recheck')
    .values({
      clinic_id: ctx.clinic.id,
      id: recheckId,
      visit_id: visitId,
      patient_id: patientId,
      measures: [...measures],
      cause,
      asked_by: ctx.actor.name,
      asked_at: ctx.now,
      due_at: dueAt,
    })
    .execute();
  await ctx.work.open({
    kind: recheckTask.kind,
    subject: `Basic/${recheckId}`,
    ...{ visitId, patientId, dueAt },
    urgent: cause === 'critical',
  });
  await markVisit(ctx, { visitId, code: 'recheck', subject: recheckId, from: dueAt });
  return { recheckId, dueAt };
}

interface Ending {
  recheckId: string;
  visitId: string;
  how: 'measured' | 'cancelled';
  reason?: string;
}

async function end(ctx: Context, { recheckId, visitId, how, reason }: Ending): Promise<void> {
  await ctx.db
    .updateTable('vitals_recheck')
    .set({ ended_at: ctx.now, ended: how, end_reason: reason ?? null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', recheckId)
    .execute();
  await ctx.work.finish(`Basic/${recheckId}`, how === 'measured' ? 'done' : 'cancelled', recheckTask.kind);
  await unmarkVisit(ctx, { visitId, code: 'recheck', subject: recheckId });
}

/** A set ends what it measures again; a critical one asks by the clinic's rule to be measured again. */
export async function followRechecks(
  ctx: Context,
  about: { visitId: string; patientId: string },
  set: VitalsSet,
): Promise<void> {
  const done = new Set<string>(set.items.map(({ measure }) => measure));
  for (const one of await rechecksOf(ctx, about.visitId)) {
    if (one.measures.every((measure) => done.has(measure)))
      await end(ctx, { ...about, recheckId: one.recheckId, how: 'measured' });
  }
  const { recheckCriticalMinutes: inMinutes } = (await settingsOf(ctx)).rules;
  if (!set.critical || inMinutes === undefined) return;
  const critical = set.flags.filter(({ level }) => level === 'critical');
  const measures = [...new Set(critical.flatMap(({ sign }) => measureOfSign[sign] ?? []))];
  if (measures.length > 0) await keep(ctx, { ...about, measures, inMinutes, cause: 'critical' });
}

export const askRecheck: Verb<typeof vitals, 'askRecheck'> = async (ctx, input) => {
  const { visitId, measures, inMinutes } = input;
  const { patientId } = await requireOpenVisit(ctx, visitId);
  const kept = await keep(ctx, {
    visitId,
    patientId,
    measures: [...new Set(measures)],
    inMinutes,
    cause: 'asked',
  });
  ctx.emit('vitals.recheckAsked', { visitId, patientId });
  return { patientId, ...kept };
};

export const endRecheck: Verb<typeof vitals, 'endRecheck'> = async (ctx, { recheckId, reason }) => {
  const row = await ctx.db
    .selectFrom('vitals_recheck')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', recheckId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Recheck', id: recheckId });
  // ended twice, the first one stands
  if (row.ended_at === null) await end(ctx, { recheckId, visitId: row.visit_id, how: 'cancelled', reason });
  ctx.emit('vitals.changed', { visitId: row.visit_id, patientId: row.patient_id });
  return { patientId: row.patient_id };
};
