import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { type Priority, priorities } from '../shared/steps.ts';
import type { Alert } from '../shared/talk-shapes.ts';
import { findVisit, todayOf } from './visits.ts';

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

/**
 * Tells the clinicians at once, and the desk where she is not already with it. What was urgent and is said again as an
 * emergency is told like a new one.
 * @returns undefined where it stands already
 */
export async function raiseAlert(ctx: Context, given: ToRaise): Promise<string | undefined> {
  const { visit, source, place = '' } = given;
  if (!visit && (await saidJustNow(ctx, source, place))) return undefined;
  const kept = await keepAlert(ctx, given);
  if (!kept) return undefined;
  const { alertId, risen } = kept;
  const subject = subjectOf(alertId, visit?.visitId);
  const about = {
    subject,
    ...(visit && { patientId: visit.patientId, visitId: visit.visitId }),
    params: { number: visit?.queueNumber ?? '–', place: place || '–', screen: screenOf(visit?.visitId) },
    urgent: true,
  };
  const unseen = source === 'kiosk' || source === 'phone';
  for (const kind of ['frontDesk.redFlag', ...(unseen ? ['frontDesk.redFlagDesk'] : [])]) {
    // whoever had taken on the lesser one is asked anew, with all others
    if (risen) await ctx.work.finish(subject, 'cancelled', kind);
    await ctx.work.open({ kind, ...about });
  }
  ctx.emit('frontDesk.alertRaised', { alertId, ...(visit && { visitId: visit.visitId }) });
  return alertId;
}

/** @returns what is now open, `risen` where it stood as urgent; undefined where nothing is new in it */
async function keepAlert(
  ctx: Context,
  given: ToRaise,
): Promise<{ alertId: string; risen: boolean } | undefined> {
  const { visit, level, source, code, what, place = '' } = given;
  const id = ctx.newId();
  const { rows } = await sql<{ id: string }>`
    INSERT INTO front_desk_alert (clinic_id, id, visit_id, patient_id, day, level, source, code, place,
      what_en, what_id, raised_at, raised_by)
    VALUES (${ctx.clinic.id}, ${id}, ${visit?.visitId ?? null}, ${visit?.patientId ?? null}, ${todayOf(ctx)}, ${level},
      ${source}, ${visit ? code : id}, ${place}, ${what.en}, ${what.id}, ${ctx.now}, ${ctx.actor.name})
    ON CONFLICT (clinic_id, visit_id, code) WHERE acknowledged_at IS NULL DO UPDATE SET
      level = excluded.level, source = excluded.source, place = excluded.place, day = excluded.day,
      what_en = excluded.what_en, what_id = excluded.what_id, raised_at = excluded.raised_at,
      raised_by = excluded.raised_by, taken_at = NULL, taken_by = NULL
    WHERE front_desk_alert.level = 'urgent' AND excluded.level = 'emergency'
    RETURNING id`.execute(ctx.db);
  return rows[0] && { alertId: rows[0].id, risen: rows[0].id !== id };
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

/**
 * An alert that nobody has seen to, held until the end of the transaction; undefined for one that is closed. Its visit
 * is held first: of two who close its last two alerts at once each would see the other's open, and nobody let her go on.
 */
export async function openAlert(ctx: Context, alertId: string) {
  const found = ctx.db
    .selectFrom('front_desk_alert')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', alertId);
  const about = await found.executeTakeFirst();
  if (about?.visit_id) await findVisit(ctx, about.visit_id);
  const row = await found.forUpdate().executeTakeFirst();
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

/** Of these visits, those of which a red flag about something stands. */
export async function visitsWaiting(
  ctx: Context,
  visitIds: readonly string[],
  code: string,
): Promise<ReadonlySet<string>> {
  if (visitIds.length === 0) return new Set();
  const rows = await open(ctx)
    .where('visit_id', '=', sql<string>`ANY(${[...visitIds]})`)
    .where('code', '=', code)
    .execute();
  return new Set(rows.flatMap((row) => row.visit_id ?? []));
}

/**
 * How a clinician saw to the last red flag of a visit about something; undefined while one stands, and where there was none.
 */
export async function seenTo(
  ctx: Context,
  visitId: string,
  code: string,
): Promise<{ at: string; by: string; outcome: string } | undefined> {
  const last = await ctx.db
    .selectFrom('front_desk_alert')
    .select(['acknowledged_at', 'acknowledged_by', 'outcome'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('code', '=', code)
    // one that stands goes before all that were seen to
    .orderBy((one) => one('acknowledged_at', 'is', null), 'desc')
    .orderBy('raised_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last?.acknowledged_at) return undefined;
  return { at: last.acknowledged_at, by: last.acknowledged_by ?? '', outcome: last.outcome ?? '' };
}

/** The more urgent of a priority and what an open red flag asks for: nobody but a clinician takes that away. */
export async function atLeastAlert(ctx: Context, visitId: string, priority: Priority): Promise<Priority> {
  const worst = await open(ctx).where('visit_id', '=', visitId).orderBy('level').limit(1).executeTakeFirst();
  const level = (worst?.level ?? 'routine') as Priority;
  return priorities.indexOf(level) < priorities.indexOf(priority) ? level : priority;
}

/** She went while a red flag was open: that is written down like any leaving, and the clinicians hear of it at once. */
export async function noticeLeft(
  ctx: Context,
  gone: { visit_id: string; patient_id: string; queue_number?: string | null },
): Promise<void> {
  const visitId = gone.visit_id;
  const marked = await ctx.db
    .updateTable('front_desk_alert')
    .set({ left_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('acknowledged_at', 'is', null)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (marked.numUpdatedRows === 0n) return;
  await ctx.work.open({
    kind: 'frontDesk.leftWithRedFlag',
    subject: subjectOf('', visitId),
    patientId: gone.patient_id,
    visitId,
    urgent: true,
    params: { number: gone.queue_number ?? '–', screen: screenOf(visitId) },
  });
  ctx.emit('frontDesk.alertRaised', { visitId });
}

/** She is here after all: nobody need look for her, and when she truly goes it is told anew. */
export async function noticeBack(ctx: Context, visitId: string): Promise<void> {
  const cleared = await ctx.db
    .updateTable('front_desk_alert')
    .set({ left_at: null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('acknowledged_at', 'is', null)
    .where('left_at', 'is not', null)
    .executeTakeFirst();
  if (cleared.numUpdatedRows === 0n) return;
  await ctx.work.finish(subjectOf('', visitId), 'cancelled', 'frontDesk.leftWithRedFlag');
  ctx.emit('frontDesk.alertChanged', { visitId });
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
