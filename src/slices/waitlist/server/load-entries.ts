import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { epochMsOf, zonedDay } from '#platform/shared/time.ts';
import { bookingOf, bookingRules } from '#slices/scheduling/server/index.ts';
import type { Clock, Part, Waiting } from '../shared/rules.ts';
import { loadSettings } from './settings.ts';

export type EntryRow = Selectable<Tables['waitlist_entry']>;

/** An entry as the rules see it, with what a search for its visit needs. */
export interface Candidate extends Waiting {
  patientId: string;
  visitTypeCode: string;
  keepsVisitId: string | null;
  lookedMs: number | null;
}

/** More than any clinic's list; beyond it the longest waiting are thought of. */
const mostEntries = 500;

/** Everybody who waits. */
export async function loadWaiting(ctx: Context): Promise<Candidate[]> {
  const rows = await ctx.db
    .selectFrom('waitlist_entry')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'waiting')
    .orderBy('since')
    .limit(mostEntries)
    .execute();
  const open = await ctx.db
    .selectFrom('waitlist_offer')
    .select('entry_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'open')
    .execute();
  const asked = new Set(open.map((row) => row.entry_id));
  const all: Candidate[] = [];
  for (const row of rows) all.push(await candidateOf(ctx, row, asked.has(row.entry_id)));
  return all;
}

/** The entry of an Appointment, whatever its state; `forUpdate` so that two acts on it come one after the other. */
export async function entryRow(ctx: Context, entryId: string): Promise<EntryRow | undefined> {
  return ctx.db
    .selectFrom('waitlist_entry')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('entry_id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();
}

export async function candidateOf(ctx: Context, row: EntryRow, hasOffer: boolean): Promise<Candidate> {
  const keeps = row.keeps_visit_id ? await keptBooking(ctx, row.keeps_visit_id) : undefined;
  return {
    ...{ entryId: row.entry_id, patientId: row.patient_id, visitTypeCode: row.visit_type_code },
    ...{ practitionerId: row.practitioner_id, fromDay: row.from_day, toDay: row.to_day },
    ...{ parts: row.parts as Part[], weekdays: row.weekdays, noticeMinutes: row.notice_minutes },
    ...{ priority: row.priority, sinceDay: zonedDay(row.since, ctx.clinic.zone), expiresOn: row.expires_on },
    lastOfferedMs: row.last_offered_at === null ? null : epochMsOf(row.last_offered_at),
    lookedMs: row.looked_at === null ? null : epochMsOf(row.looked_at),
    ...{ unanswered: row.unanswered, hasOffer },
    keepsVisitId: keeps ? row.keeps_visit_id : null,
    keepsMs: keeps ? epochMsOf(keeps.startsAt) : null,
  };
}

/** The booking that is kept meanwhile, while it can still be moved; undefined where she came, or cancelled it. */
export async function keptBooking(ctx: Context, visitId: string) {
  const booking = await bookingOf(ctx, visitId);
  const open = booking?.status === 'booked' || booking?.status === 'pending';
  return open && epochMsOf(booking.startsAt) > epochMsOf(ctx.now) ? booking : undefined;
}

export async function clockOf(ctx: Context): Promise<Clock> {
  return {
    nowMs: epochMsOf(ctx.now),
    today: zonedDay(ctx.now, ctx.clinic.zone),
    leadMinutes: (await bookingRules(ctx)).leadMinutes,
    mostUnanswered: (await loadSettings(ctx)).mostUnanswered,
  };
}
