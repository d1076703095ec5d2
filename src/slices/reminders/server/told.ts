import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Kind, Made, Visit } from '../shared/cascade.ts';
import { type Booked, isOpen } from './booking.ts';

/** The code of the mark that a visit of a series has in place of a confirmation of its own. */
export const withSeries = 'toldWithSeries' as const;

/** A booking as the cascade sees it. */
export async function visitToTell(ctx: Context, booked: Booked): Promise<Visit> {
  const cancelled = booked.status === 'cancelled';
  return {
    createdAt: booked.createdAt,
    startsAt: booked.startsAt,
    state: isOpen(booked) ? 'open' : cancelled ? 'cancelled' : 'other',
    confirmed: booked.confirmedAt !== undefined,
    sequence: booked.sequence,
    made: await madeFor(ctx, booked.visitId),
  };
}

/** What she was told of it, in order; what was stopped before it went out she was not told. */
export async function madeFor(ctx: Context, visitId: string): Promise<Made[]> {
  const rows = await ctx.db
    .selectFrom('reminders_message')
    .select(['kind', 'starts_at', 'created_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where((e) => e.or([e('state', '<>', 'stopped'), e('code', '=', withSeries)]))
    .where('question_id', 'is', null)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({
    kind: row.kind as Kind,
    startsAt: instantOf(epochMsOf(row.starts_at)),
    at: instantOf(epochMsOf(row.created_at)),
  }));
}
