import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { addMinutes } from '#platform/shared/time.ts';
import type { VisitState } from '../contract.ts';
import { lateMinutes } from '../shared/board.ts';
import { isClosed, isHere, isMain, rankOf } from '../shared/steps.ts';
import { staffOf } from './people.ts';
import { loadSettings } from './settings.ts';
import { todayOf } from './visits.ts';

/** Where somebody must act who may not be looking at the board. The provider decides about a late comer, so she is asked. */
export const taskKinds: TaskKind[] = [
  { kind: 'frontDesk.emergencyHere', action: 'frontDesk.room', dueMinutes: 1 },
  { kind: 'frontDesk.waitingTooLong', action: 'frontDesk.room', dueMinutes: 5 },
  { kind: 'frontDesk.lateArrival', action: 'orders.sign', dueMinutes: 10 },
  { kind: 'frontDesk.readyForProvider', action: 'orders.sign', dueMinutes: 10 },
  { kind: 'frontDesk.redFlag', action: 'frontDesk.acknowledgeAlert', dueMinutes: 1 },
  { kind: 'frontDesk.redFlagDesk', action: 'frontDesk.greet', dueMinutes: 1 },
  { kind: 'frontDesk.leftWithRedFlag', action: 'frontDesk.acknowledgeAlert', dueMinutes: 5 },
];

const subjectOf = (visitId: string) => `Encounter/${visitId}`;

/** Opens and ends what hangs on the step that a visit has reached or left. */
export async function settleTasks(ctx: Context, before: VisitState, after: VisitState): Promise<void> {
  const subject = subjectOf(after.visitId);
  const end = (how: 'done' | 'cancelled', ...kinds: string[]) =>
    each(kinds, (kind) => ctx.work.finish(subject, how, `frontDesk.${kind}`));
  if (before.step === after.step && before.priority === after.priority) return;
  if (isClosed(after.step) || after.step === 'expected') {
    await end('cancelled', 'emergencyHere', 'waitingTooLong', 'lateArrival', 'readyForProvider');
    return;
  }
  if (isMain(after.step) && rankOf(after.step) >= rankOf('roomed'))
    await end('done', 'emergencyHere', 'waitingTooLong');
  if (before.step === 'ready' && after.step !== 'ready') {
    await end(after.step === 'withProvider' ? 'done' : 'cancelled', 'readyForProvider');
  }
  if (after.step === 'withProvider') await end('done', 'lateArrival');
  if (after.step === 'ready') await askProvider(ctx, after, 'readyForProvider');
  if (isMain(after.step) && after.step === 'arrived') await noticeLate(ctx, after);
  await noticeEmergency(ctx, before, after);
}

async function noticeLate(ctx: Context, visit: VisitState): Promise<void> {
  const { lateMinutes: limit } = await loadSettings(ctx);
  const late = lateMinutes(visit, ctx.now, limit);
  if (late !== undefined) await askProvider(ctx, visit, 'lateArrival', { minutes: String(late) });
}

async function noticeEmergency(ctx: Context, before: VisitState, after: VisitState): Promise<void> {
  const now = after.priority === 'emergency' && isHere(after.step) && !after.stamps.roomed;
  const already = before.priority === 'emergency' && isHere(before.step);
  if (!now || already) return;
  await ctx.work.open({
    kind: 'frontDesk.emergencyHere',
    subject: subjectOf(after.visitId),
    patientId: after.patientId,
    visitId: after.visitId,
    urgent: true,
  });
}

/** What her provider was asked is asked of the one to whom she was given, and of the first no more. */
export async function passOn(ctx: Context, visit: VisitState): Promise<void> {
  const taken = (kind: string) => ctx.work.finish(subjectOf(visit.visitId), 'cancelled', `frontDesk.${kind}`);
  if ((await taken('lateArrival')) > 0) await noticeLate(ctx, visit);
  if ((await taken('readyForProvider')) > 0) await askProvider(ctx, visit, 'readyForProvider');
}

/** To the visit's own provider where she works here, else to all who sign. */
async function askProvider(
  ctx: Context,
  visit: VisitState,
  kind: string,
  params: Record<string, string> = {},
): Promise<void> {
  const { practitionerId } = visit;
  const staff = practitionerId ? (await staffOf(ctx, [practitionerId])).get(practitionerId) : undefined;
  await ctx.work.open({
    kind: `frontDesk.${kind}`,
    subject: subjectOf(visit.visitId),
    patientId: visit.patientId,
    visitId: visit.visitId,
    params: { number: visit.queueNumber ?? '–', ...params },
    ...(staff && { ownerId: staff.staffId }),
  });
}

/**
 * Tells those who room of everybody who has waited too long, once a visit. The clock starts it each minute, so that it
 * is told in a clinic too in which nobody moves.
 */
export async function escalateWaits(ctx: Context): Promise<void> {
  const { tooLongMinutes } = await loadSettings(ctx);
  const overdue = await sql<{ visit_id: string; patient_id: string; queue_number: string | null }>`
    UPDATE front_desk_visit SET escalated_at = ${ctx.now}
    WHERE (clinic_id, visit_id) IN (
      SELECT clinic_id, visit_id FROM front_desk_visit
      WHERE clinic_id = ${ctx.clinic.id} AND day = ${todayOf(ctx)} AND step = 'waiting' AND escalated_at IS NULL
        AND since < ${addMinutes(ctx.now, -tooLongMinutes)}
      ORDER BY visit_id FOR UPDATE SKIP LOCKED)
    RETURNING visit_id, patient_id, queue_number`.execute(ctx.db);
  await each(overdue.rows, async (row) => {
    await ctx.work.open({
      kind: 'frontDesk.waitingTooLong',
      subject: subjectOf(row.visit_id),
      patientId: row.patient_id,
      visitId: row.visit_id,
      params: { number: row.queue_number ?? '–', minutes: String(tooLongMinutes) },
    });
  });
}

/** One after the other: a transaction has one connection. */
async function each<T>(items: readonly T[], body: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await body(item);
}
