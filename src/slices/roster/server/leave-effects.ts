import type { Context } from '#platform/server/context.ts';
import { addDays, epochMsOf } from '#platform/shared/time.ts';
import { dropBlock, openBookingsHolding, putBlock } from '#slices/scheduling/server/index.ts';
import type { Gap } from '../contract.ts';
import { overlaps } from '../shared/stretches.ts';
import { compileDuty, todayOf } from './compile.ts';
import { demandBetween, gapsOf } from './coverage.ts';
import { type LeaveRow, spanOfLeave } from './leave-rows.ts';
import { everybody, type Person } from './people.ts';
import { presenceBetween } from './presence.ts';
import { shiftsBetween, type StoredShift } from './store.ts';
import { say } from './words.ts';

/**
 * Takes somebody off duty for an approved leave, and keeps her calendar free where she is booked with. The block goes by
 * the id of the leave, so that it is found again and stands once.
 */
export async function applyLeave(ctx: Context, row: LeaveRow, person: Person): Promise<void> {
  await compileDuty(ctx, [row.staff_id], epochMsOf(row.from_at));
  const { practitionerId } = person;
  // whoever assists without a plan of her own is taken to work the clinic's hours, so it stands for her too
  if (!practitionerId) return;
  await putBlock(ctx, row.id, {
    ...{ practitionerId, startsAt: row.from_at, endsAt: row.until_at },
    // why she is away is no business of whoever reads the calendar
    reason: say(ctx.clinic.language, 'blockReason'),
  });
}

/** Puts her back on duty, and gives her calendar back. */
export async function undoLeave(ctx: Context, row: LeaveRow): Promise<void> {
  await compileDuty(ctx, [row.staff_id], epochMsOf(row.from_at));
  await dropBlock(ctx, row.id);
}

/** Visits to come that hold her time during a leave. */
export async function touchedBy(ctx: Context, row: LeaveRow, person: Person) {
  if (!person.practitionerId) return [];
  const found = await openBookingsHolding(ctx, person.practitionerId, row.from_at, row.until_at);
  return found.map(({ visitId, startsAt, endsAt, visitType, practitionerId }) => ({
    ...{ visitId, startsAt, endsAt, visitType, practitionerId },
    assists: practitionerId !== person.practitionerId,
  }));
}

/** Her planned shifts that a leave takes something of. */
export async function shiftsUnder(ctx: Context, row: LeaveRow): Promise<StoredShift[]> {
  const span = spanOfLeave(ctx, row);
  const around = await shiftsBetween(ctx, addDays(row.first_day, -1), row.last_day);
  return around.filter(
    (one) => one.staffId === row.staff_id && one.stretches.some((stretch) => overlaps(stretch, span)),
  );
}

/** What bookings ask for that nobody could do any more for want of her: the gaps that the leave opens. */
export async function gapsOpenedBy(ctx: Context, row: LeaveRow): Promise<Gap[]> {
  const today = todayOf(ctx);
  const fromDay = row.first_day < today ? today : row.first_day;
  if (row.last_day < fromDay) return [];
  const people = await everybody(ctx);
  const range = { fromDay, toDay: row.last_day };
  const demand = await demandBetween(ctx, fromDay, row.last_day);
  const span = spanOfLeave(ctx, row);
  const before = await gapsOf(ctx, demand, people, await presenceBetween(ctx, range, people));
  const after = await gapsOf(ctx, demand, people, await presenceBetween(ctx, range, people, [span]));
  return after.filter((one) => {
    const known = before.find((other) => other.day === one.day && other.action === one.action);
    return !known || known.bookings < one.bookings;
  });
}
