import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { type MainStep, type Priority, priorities } from '../shared/steps.ts';
import type { Alert } from '../shared/talk-shapes.ts';
import { todayOf } from './visits.ts';

export interface ToRaise {
  /** Left out: nobody has said yet who she is. */
  visit?: Pick<VisitState, 'visitId' | 'patientId' | 'queueNumber'> | undefined;
  level: 'emergency' | 'urgent';
  source: Alert['source'];
  /** What it is about; said twice of one visit, it is one alert. */
  code: string;
  what: { en: string; id: string };
  /** The station at which it was said. */
  place?: string;
}

/** Tells the clinicians at once, and the desk where she is not already with it. @returns undefined where it stands already */
export async function raiseAlert(ctx: Context, given: ToRaise): Promise<string | undefined> {
  const { visit, level, source, code, what, place = '' } = given;
  if (!visit && (await saidJustNow(ctx, source, place))) return undefined;
  const id = ctx.newId();
  const done = await sql`
    INSERT INTO front_desk_alert (clinic_id, id, visit_id, patient_id, day, level, source, code, place,
      what_en, what_id, raised_at, raised_by)
    VALUES (${ctx.clinic.id}, ${id}, ${visit?.visitId ?? null}, ${visit?.patientId ?? null}, ${todayOf(ctx)}, ${level},
      ${source}, ${visit ? code : id}, ${place}, ${what.en}, ${what.id}, ${ctx.now}, ${ctx.actor.name})
    ON CONFLICT (clinic_id, visit_id, code) WHERE acknowledged_at IS NULL DO NOTHING`.execute(ctx.db);
  if (done.numAffectedRows !== 1n) return undefined;
  const about = {
    subject: subjectOf(id, visit?.visitId),
    ...(visit && { patientId: visit.patientId, visitId: visit.visitId }),
    params: { number: visit?.queueNumber ?? '–', place: place || '–', screen: screenOf(visit?.visitId) },
    urgent: true,
  };
  await ctx.work.open({ kind: 'frontDesk.redFlag', ...about });
  const unseen = source === 'kiosk' || source === 'phone';
  if (unseen) await ctx.work.open({ kind: 'frontDesk.redFlagDesk', ...about });
  ctx.emit('frontDesk.alertRaised', { alertId: id, ...(visit && { visitId: visit.visitId }) });
  return id;
}

/** Somebody who touches it again and again is one person. */
async function saidJustNow(ctx: Context, source: string, place: string): Promise<boolean> {
  const found = await open(ctx)
    .where('visit_id', 'is', null)
    .where('source', '=', source)
    .where('place', '=', place)
    .where('raised_at', '>', addMinutes(ctx.now, -2))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

const subjectOf = (alertId: string, visitId: string | null | undefined) =>
  visitId ? `Encounter/${visitId}` : `Basic/${alertId}`;
const screenOf = (visitId: string | undefined) =>
  visitId ? `/visits/${encodeURIComponent(visitId)}` : '/today';

function open(ctx: Context) {
  return ctx.db
    .selectFrom('front_desk_alert')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('acknowledged_at', 'is', null);
}

export const alerts: Verb<typeof frontDesk, 'alerts'> = async (ctx, { visitId }) => {
  const all = open(ctx).orderBy('level').orderBy('raised_at').limit(100);
  const rows = await (visitId ? all.where('visit_id', '=', visitId) : all).execute();
  const cards = await patientCard(
    ctx,
    rows.flatMap((row) => row.patient_id ?? []),
  );
  return {
    alerts: rows.map((row) => {
      const card = cards.get(row.patient_id ?? '');
      return {
        alertId: row.id,
        level: row.level as Alert['level'],
        source: row.source as Alert['source'],
        place: row.place,
        what: ctx.language === 'id' ? row.what_id : row.what_en,
        raisedAt: row.raised_at,
        raisedBy: row.raised_by,
        day: row.day,
        ...(row.visit_id && {
          visit: {
            visitId: row.visit_id,
            patientName: card?.name ?? '–',
            recordNumber: card?.recordNumber ?? '–',
          },
        }),
        ...(row.taken_by && { takenBy: row.taken_by }),
        ...(row.left_at && { leftAt: row.left_at }),
      };
    }),
  };
};

/** The worst open alert of each visit. */
export async function alertLevels(ctx: Context): Promise<Map<string, Alert['level']>> {
  const rows = await open(ctx).where('visit_id', 'is not', null).orderBy('level', 'desc').execute();
  return new Map(rows.map((row) => [row.visit_id ?? '', row.level as Alert['level']]));
}

/** An alert that nobody has seen to, held until the end of the transaction; undefined for one that is closed. */
export async function openAlert(ctx: Context, alertId: string) {
  const row = await ctx.db
    .selectFrom('front_desk_alert')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', alertId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Alert', id: alertId });
  return row.acknowledged_at ? undefined : row;
}

export async function changeAlert(
  ctx: Context,
  alertId: string,
  change: Partial<Record<'taken_by' | 'taken_at' | 'visit_id' | 'patient_id', string>>,
): Promise<void> {
  await ctx.db
    .updateTable('front_desk_alert')
    .set(change)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', alertId)
    .execute();
  ctx.emit('frontDesk.alertChanged', { alertId });
}

/** Whether a visit has a red flag to which nobody has seen. */
export async function hasAlert(ctx: Context, visitId: string): Promise<boolean> {
  return (await open(ctx).where('visit_id', '=', visitId).limit(1).executeTakeFirst()) !== undefined;
}

/** The more urgent of a priority and what an open red flag asks for: nobody but a clinician takes that away. */
export async function atLeastAlert(ctx: Context, visitId: string, priority: Priority): Promise<Priority> {
  const worst = await open(ctx).where('visit_id', '=', visitId).orderBy('level').limit(1).executeTakeFirst();
  const level = (worst?.level ?? 'routine') as Priority;
  return priorities.indexOf(level) < priorities.indexOf(priority) ? level : priority;
}

/**
 * Keeps a visit from going on to its end while a red flag is open, and remembers where it would have gone. What was
 * done meanwhile stands: a payment taken is taken.
 * @returns whether it is held
 */
export async function holdBack(ctx: Context, visitId: string, step: MainStep): Promise<boolean> {
  const held = await ctx.db
    .updateTable('front_desk_alert')
    .set({ held_step: step })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return held.numUpdatedRows > 0n;
}

/** She went while a red flag was open: that is written down like any leaving, and the clinicians hear of it at once. */
export async function noticeLeft(ctx: Context, after: VisitState): Promise<void> {
  if (after.step !== 'left' && after.step !== 'leftUnseen') return;
  const gone = await ctx.db
    .updateTable('front_desk_alert')
    .set({ left_at: ctx.now, held_step: null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', after.visitId)
    .where('acknowledged_at', 'is', null)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (gone.numUpdatedRows === 0n) return;
  const { visitId, patientId, queueNumber } = after;
  await ctx.work.open({
    ...{
      kind: 'frontDesk.leftWithRedFlag',
      subject: `Encounter/${visitId}`,
      patientId,
      visitId,
      urgent: true,
    },
    params: { number: queueNumber ?? '–', screen: screenOf(visitId) },
  });
  ctx.emit('frontDesk.alertRaised', { visitId });
}

/** Ends the tasks of an alert, those of a visit once none of its alerts is open any more. */
export async function endAlertTasks(ctx: Context, alertId: string, visitId: string | null): Promise<boolean> {
  if (visitId && (await hasAlert(ctx, visitId))) return false;
  for (const kind of ['redFlag', 'redFlagDesk', 'leftWithRedFlag']) {
    await ctx.work.finish(subjectOf(alertId, visitId), 'done', `frontDesk.${kind}`);
    // raised before it was known who she is
    if (visitId) await ctx.work.finish(subjectOf(alertId, null), 'done', `frontDesk.${kind}`);
  }
  return true;
}
