import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { rooms } from '#slices/scheduling/server/index.ts';
import type { VisitCall } from '../contract.ts';

export interface Counter {
  id: string;
  name: string;
  active: boolean;
}

/** The counters in use, by name. */
export async function loadCounters(ctx: Context): Promise<Counter[]> {
  return (await allCounters(ctx)).filter((one) => one.active);
}

async function allCounters(ctx: Context): Promise<Counter[]> {
  const rows = await ctx.db
    .selectFrom('front_desk_counter')
    .select(['id', 'name', 'active'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const inOrder = new Intl.Collator(ctx.language, { numeric: true });
  return rows.toSorted((a, b) => inOrder.compare(a.name, b.name));
}

/** One of the two ids. */
export interface CallPlace {
  counterId?: string | undefined;
  roomId?: string | undefined;
}

/** Refuses a call to no place or to two, and `notFound` for a counter or a room that the clinic does not use. */
export async function mustBePlace(ctx: Context, place: CallPlace): Promise<void> {
  const { counterId, roomId } = place;
  if ((counterId === undefined) === (roomId === undefined)) {
    refuseField('counterId', 'frontDesk_field_onePlace');
  }
  if (counterId && !(await loadCounters(ctx)).some((one) => one.id === counterId)) {
    refuse('notFound', { type: 'Counter', id: counterId });
  }
  if (roomId && !(await rooms(ctx)).some((one) => one.id === roomId)) {
    refuse('notFound', { type: 'Location', id: roomId });
  }
}

/** An open call as stored, with its visit. */
export interface OpenCall extends VisitCall, CallPlace {
  visitId: string;
}

/** Calls of a clinic day that nobody has answered yet. */
export async function openCalls(ctx: Context, day: string): Promise<Map<string, OpenCall>> {
  const rows = await ctx.db
    .selectFrom('front_desk_call')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '=', day)
    .where('ended_at', 'is', null)
    .execute();
  if (rows.length === 0) return new Map();
  const counters = new Map((await allCounters(ctx)).map((one) => [one.id, one.name]));
  const roomNames = new Map((await rooms(ctx)).map((one) => [one.id, one.name]));
  return new Map(
    rows.map((row) => [
      row.visit_id,
      {
        callId: row.id,
        visitId: row.visit_id,
        place: counters.get(row.counter_id ?? '') ?? roomNames.get(row.room_id ?? '') ?? '',
        counterId: row.counter_id ?? undefined,
        roomId: row.room_id ?? undefined,
        times: row.times,
        at: instantOf(epochMsOf(row.called_at)),
        by: row.called_by_name,
        mine: row.called_by === ctx.actor.id,
      },
    ]),
  );
}

/** Opens a call; the one before must have ended. @param times 0 sends her there without calling */
export async function openCall(
  ctx: Context,
  visit: { visitId: string; day: string },
  place: CallPlace,
  times: 0 | 1,
): Promise<void> {
  await ctx.db
    .insertInto('front_desk_call')
    .values({
      clinic_id: ctx.clinic.id,
      id: ctx.newId(),
      visit_id: visit.visitId,
      day: visit.day,
      counter_id: place.counterId ?? null,
      room_id: place.roomId ?? null,
      times,
      called_by: ctx.actor.id,
      called_by_name: ctx.actor.name,
      called_at: ctx.now,
      ended_at: null,
    })
    .execute();
}

/** Once more to the same place. */
export async function callAgain(ctx: Context, callId: string): Promise<void> {
  await ctx.db
    .updateTable('front_desk_call')
    .set({
      times: sql<number>`times + 1`,
      called_at: ctx.now,
      called_by: ctx.actor.id,
      called_by_name: ctx.actor.name,
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', callId)
    .execute();
}

/** Ends the visit's open call, if there is one. */
export async function endCallOf(ctx: Context, visitId: string): Promise<void> {
  await ctx.db
    .updateTable('front_desk_call')
    .set({ ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Tells the board and the wall. */
export function announceCall(
  ctx: Context,
  visit: { visitId: string; patientId: string; step: string; day: string },
): void {
  const { visitId, patientId, step, day } = visit;
  ctx.emit('frontDesk.visitCalled', { visitId, patientId, step, day });
}
