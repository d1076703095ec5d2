import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import { handsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Selectable } from 'kysely';
import type { VisitState } from '../contract.ts';
import type { Stamps } from '../shared/flow.ts';
import { isClosed, isHere, type Priority, type Step } from '../shared/steps.ts';
import { refuseOtherDay, refuseVisit } from './refusals.ts';

export type VisitRow = Selectable<Tables['front_desk_visit']>;

/** The clinic's day at this instant. */
export function todayOf(ctx: Context): string {
  return zonedDay(ctx.now, ctx.clinic.zone);
}

function rows(ctx: Context) {
  return ctx.db.selectFrom('front_desk_visit').selectAll().where('clinic_id', '=', ctx.clinic.id);
}

/** Rows of a clinic day, in no order. */
export async function visitsOfDay(ctx: Context, day: string): Promise<VisitRow[]> {
  return rows(ctx).where('day', '=', day).execute();
}

/** Rows of the clinic days from the one to the other, both included; in no order. */
export async function visitsOfDays(ctx: Context, fromDay: string, toDay: string): Promise<VisitRow[]> {
  return rows(ctx).where('day', '>=', fromDay).where('day', '<=', toDay).execute();
}

/** A patient's visits of today, for links and against doubles. */
export async function visitsOfPatient(ctx: Context, patientId: string): Promise<VisitState[]> {
  const found = await rows(ctx).where('patient_id', '=', patientId).where('day', '=', todayOf(ctx)).execute();
  return found.map(stateOf);
}

/**
 * Where a visit stands. Refuses `notFound`.
 * @param lock holds it until the end of the transaction, so that two hands on one visit act one after the other
 */
export async function visitOf(ctx: Context, visitId: string, lock = false): Promise<VisitState> {
  const found = rows(ctx).where('visit_id', '=', visitId);
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst();
  return row ? stateOf(row) : refuse('notFound', { type: 'Visit', id: visitId });
}

/** A visit, held until the end of the transaction; undefined for one that was entered in error and is gone. */
export async function findVisit(ctx: Context, visitId: string): Promise<VisitState | undefined> {
  const row = await rows(ctx).where('visit_id', '=', visitId).forUpdate().executeTakeFirst();
  return row && stateOf(row);
}

/** A visit of today whose patient is here; refuses `visitClosed`, `notHereYet` and `anotherDay` otherwise. */
export async function requireOpenVisit(ctx: Context, visitId: string, lock = false): Promise<VisitState> {
  const visit = await visitOf(ctx, visitId, lock);
  if (isClosed(visit.step)) return refuseVisit('visitClosed', { step: visit.step });
  if (!isToday(ctx, visit.day)) return refuseOtherDay(ctx, visit.day);
  if (!isHere(visit.step)) return refuseVisit('notHereYet');
  return visit;
}

/** The visit, held until the end of the transaction, where it is of today and its patient is here; undefined otherwise. */
export async function openVisitOf(ctx: Context, visitId: string): Promise<VisitState | undefined> {
  const visit = await findVisit(ctx, visitId);
  const isOpen = visit && !isClosed(visit.step) && isToday(ctx, visit.day) && isHere(visit.step);
  return isOpen ? visit : undefined;
}

/** The row as the contract tells it. */
export function stateOf(row: VisitRow): VisitState {
  return {
    visitId: row.visit_id,
    patientId: row.patient_id,
    practitionerId: row.practitioner_id ?? undefined,
    roomId: row.room_id ?? undefined,
    step: row.step as Step,
    since: row.since,
    day: row.day,
    scheduledAt: row.scheduled_at ?? undefined,
    payerId: row.payer_id ?? undefined,
    coverageId: row.coverage_id ?? undefined,
    queueNumber: row.queue_number ?? undefined,
    visitTypeCode: row.visit_type_code ?? undefined,
    reason: row.reason,
    priority: row.priority as Priority,
    walkIn: row.walk_in,
    identified: row.identified,
    // written by the keepers alone
    stamps: row.stamps as Stamps,
  };
}

/**
 * Whether a day is today by either hand of the clock: a visit does not become another day's because somebody has set
 * the computer's date wrong.
 */
export function isToday(ctx: Pick<Context, 'clock' | 'clinic'>, day: string): boolean {
  return handsOf(ctx.clock).some((ms) => zonedDay(instantOf(ms), ctx.clinic.zone) === day);
}
