import type { Context } from '#platform/server/context.ts';
import { dutyBetween, rosteredBetween } from '#platform/server/scope/duty.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import { joined, overlaps, type Span } from '../shared/spans.ts';
import { loadSettings } from './load-equipment.ts';

/** The clinic's duty roster, where it decides who is there to assist. */
export interface Roster {
  /** Whether the roster of that time is known; beyond it, the week plans go on to tell. */
  covers(span: Span): boolean;
  /** When a practitioner is on duty, stretches that touch joined. */
  dutyOf(practitionerId: string): Span[];
}

/** The roster over a half-open range of instants; undefined where the clinic lets its week plans decide. */
export async function loadRoster(ctx: Context, from: string, until: string): Promise<Roster | undefined> {
  if (!(await loadSettings(ctx)).rosterDecides) return undefined;
  const known = await rosteredBetween(ctx.db, ctx.clinic.id, from, until);
  const duties = await dutyBetween(ctx.db, ctx.clinic.id, from, until);
  const staff = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'practitioner_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('status', '=', 'active')
    .execute();
  const practitionerOf = new Map(staff.map((one) => [one.id, one.practitioner_id]));
  const spans = Map.groupBy(duties, (one) => practitionerOf.get(one.staffId) ?? '');
  const rostered = joined(known.map(spanOfRow));
  return {
    covers: (span) => rostered.some((one) => overlaps(one, span)),
    dutyOf: (practitionerId) => joined((spans.get(practitionerId) ?? []).map(spanOfRow)),
  };
}

function spanOfRow(row: { from: string; until: string }): Span {
  return { from: epochMsOf(row.from), to: epochMsOf(row.until) };
}
