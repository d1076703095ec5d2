import type { Context } from '#platform/server/context.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { daysBetween, epochMsOf, instantOf, isDate } from '#platform/shared/time.ts';
import { dayInRule, occurrenceOn, shiftedRule } from '../shared/recurrence.ts';
import type { KeptVisit, MovedPlace, SeriesMove, SeriesRule } from '../shared/series-shapes.ts';
import { type Facts, factsOf } from './appointment.ts';
import type { Wish } from './find-times.ts';
import { openBooking, wishOfBooking } from './move-booking.ts';
import { ownPractitioners } from './own.ts';
import { type Service, serviceOf } from './parts.ts';
import { placesOf } from './series-places.ts';
import {
  isException,
  loadSeries,
  placeOf,
  type SeriesRow,
  type SeriesVisitRow,
  visitsOfSeries,
} from './series-rows.ts';
import { mustGive } from './take-time.ts';

export interface Range {
  facts: Facts;
  series: SeriesRow;
  /** The visits that the change speaks of, in the order of their places. */
  rows: SeriesVisitRow[];
  /** Those of the series that it does not. */
  others: SeriesVisitRow[];
}

type SeriesContext = Context<'notOpen' | 'notInSeries'>;

/** The visits of a series from one of them on, or all. Refuses a visit that is not open, or not of a series. */
export async function rangeOf(
  ctx: SeriesContext,
  input: { visitId: string; scope: 'this' | SeriesMove['scope'] },
): Promise<Range> {
  const facts = await openBooking(ctx, input.visitId);
  const series = facts.series && (await loadSeries(ctx, facts.series.seriesId));
  const patientId = facts.patientIds[0];
  if (!series || !patientId) return ctx.fail('notInSeries');
  const all = await visitsOfSeries(ctx, series.seriesId, patientId);
  const own = all.find((row) => row.visit_id === input.visitId);
  if (!own) return ctx.fail('notInSeries');
  const inScope = {
    this: (row: SeriesVisitRow) => row === own,
    following: (row: SeriesVisitRow) => placeOf(row) >= placeOf(own),
    all: () => true,
  }[input.scope];
  const rows = all.filter(inScope);
  return { facts, series, rows, others: all.filter((row) => !rows.includes(row)) };
}

/** Whether a visit is over, begun or called off: nothing touches it. */
export function closedWhy(ctx: Context, row: SeriesVisitRow): 'over' | 'cancelled' | undefined {
  if (row.status === 'cancelled') return 'cancelled';
  const open = row.status === 'booked' || row.status === 'pending';
  return open && epochMsOf(row.starts_at) > epochMsOf(ctx.now) ? undefined : 'over';
}

export const keptVisit = (row: SeriesVisitRow, why: KeptVisit['why']): KeptVisit => {
  return { visitId: row.visit_id, startsAt: instantOf(epochMsOf(row.starts_at)), why };
};

export interface Plan extends Range {
  practitionerId: string;
  type: Service | undefined;
  wish: Wish;
  patientId: string;
  /** The rule after the move. */
  rule: SeriesRule;
  firstDay: string;
  places: MovedPlace[];
  kept: KeptVisit[];
  /** A visit's day by the rule after the move. */
  newDayOf(row: SeriesVisitRow): string;
}

/**
 * Where each visit of a series would go when one of them goes to another day, time or provider. Those that are over, were
 * called off or were given a time of their own stay.
 */
export async function planMove(ctx: SeriesContext, input: SeriesMove): Promise<Plan> {
  const range = await rangeOf(ctx, input);
  const { facts, series, rows } = range;
  const practitionerId = input.practitionerId ?? facts.practitionerIds[0];
  const patientId = facts.patientIds[0];
  if (!patientId) return refuse('notFound', { type: 'Patient' });
  if (!practitionerId || (await ownPractitioners(ctx, [practitionerId])).length === 0) {
    return refuseField('practitionerId', 'scheduling_field_notAProvider');
  }
  const type = await serviceOf(ctx, facts);
  if (type && practitionerId !== facts.practitionerIds[0]) await mustGive(ctx, type, practitionerId);
  const movers: SeriesVisitRow[] = [];
  const kept: KeptVisit[] = [];
  for (const row of rows) {
    const closed = closedWhy(ctx, row);
    const own = row.visit_id === input.visitId;
    if (closed) kept.push(keptVisit(row, closed));
    else if (!own && isException(row, series)) kept.push(keptVisit(row, 'exception'));
    else movers.push(row);
  }
  const from = facts.series?.day ?? input.day;
  const shift = daysBetween(from, input.day);
  const rule = {
    ...shiftedRule(series.rule, shift, input.day),
    count: rows.length,
    untilDay: null,
    exceptDays: [],
  };
  const newDayOf = (row: SeriesVisitRow) => dayInRule(rule, placeOf(row), shift, input.day);
  const firstDay = rows[0] ? newDayOf(rows[0]) : input.day;
  const wish = await wishOfBooking(ctx, facts, type, practitionerId);
  const visitIds = new Set(movers.map((row) => row.visit_id));
  const visit = {
    ...{ type, practitionerId, patientId, time: input.time },
    wish: { ...wish, except: { ...wish.except, visitIds } },
  };
  const clock = { time: input.time, zone: ctx.clinic.zone, skipped: input.skipped, twice: input.twice };
  const wanted = movers.map((row) => occurrenceOn(newDayOf(row), clock));
  const places = (await placesOf(ctx, visit, wanted)).map((place, index) => {
    const row = movers[index] as SeriesVisitRow;
    return { ...place, visitId: row.visit_id, fromStartsAt: instantOf(epochMsOf(row.starts_at)) };
  });
  return {
    ...range,
    practitionerId,
    patientId,
    type,
    wish: visit.wish,
    rule,
    firstDay,
    places,
    kept,
    newDayOf,
  };
}

/** Facts of a visit that stands; it was there a moment ago in this same transaction. */
export async function factsAt(ctx: Context, visitId: string): Promise<Facts> {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts || !isDate(facts.series?.day ?? ''))
    return refuse('notFound', { type: 'Appointment', id: visitId });
  return facts;
}
