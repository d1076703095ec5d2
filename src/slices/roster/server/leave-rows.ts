import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { dayRange, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Leave } from '../contract.ts';
import type { Span } from '../shared/stretches.ts';
import type { Person } from './people.ts';

export type LeaveRow = Selectable<Tables['roster_leave']>;

/** Somebody's time off; milliseconds since 1970. */
export type LeaveSpan = Span & { staffId: string; kind: Leave['kind']; part: boolean };

/** Approved leave that touches a span. */
export async function approvedLeaves(ctx: Context, { from, to }: Span): Promise<LeaveSpan[]> {
  const rows = await ctx.db
    .selectFrom('roster_leave')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('until_at', '>', instantOf(from))
    .where('from_at', '<', instantOf(to))
    .where('state', '=', 'approved')
    .execute();
  return rows.map((row) => spanOfLeave(ctx, row));
}

export function spanOfLeave(ctx: Context, row: LeaveRow): LeaveSpan {
  return {
    ...{ staffId: row.staff_id, kind: row.kind as Leave['kind'], part: isPart(ctx, row) },
    ...{ from: epochMsOf(row.from_at), to: epochMsOf(row.until_at) },
  };
}

/** Less than its whole days. */
function isPart(ctx: Context, row: LeaveRow): boolean {
  const { zone } = ctx.clinic;
  const from = epochMsOf(dayRange(row.first_day, zone).start);
  const to = epochMsOf(dayRange(row.last_day, zone).end);
  return epochMsOf(row.from_at) !== from || epochMsOf(row.until_at) !== to;
}

/** One leave as it stands; undefined where there is none. */
export async function findLeave(ctx: Context, leaveId: string): Promise<LeaveRow | undefined> {
  return ctx.db
    .selectFrom('roster_leave')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', leaveId)
    .executeTakeFirst();
}

export async function settleLeave(
  ctx: Context,
  leaveId: string,
  state: Leave['state'],
  reason = '',
): Promise<void> {
  await ctx.db
    .updateTable('roster_leave')
    .set({ state, decided_at: ctx.now, decided_by: ctx.actor.name, decided_for: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', leaveId)
    .execute();
}

/** Leave as the contract shows it. */
export function leaveOf(ctx: Context, row: LeaveRow, people: ReadonlyMap<string, Person>): Leave {
  return {
    ...{ leaveId: row.id, staffId: row.staff_id, name: people.get(row.staff_id)?.name ?? '' },
    ...{ kind: row.kind as Leave['kind'], firstDay: row.first_day, lastDay: row.last_day },
    ...{ from: row.from_at, until: row.until_at, part: isPart(ctx, row), note: row.note },
    ...{ state: row.state as Leave['state'], askedAt: row.asked_at },
    ...{ decidedBy: row.decided_by, decidedFor: row.decided_for },
  };
}

/** What ends an approved or asked leave with the tasks that speak of it. */
export function leaveSubject(leaveId: string): string {
  return `Basic/roster-leave-${leaveId}`;
}
