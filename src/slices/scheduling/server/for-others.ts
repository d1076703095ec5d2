import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { addDays, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Booking, Room, VisitType } from '../contract.ts';
import { partSpans } from '../shared/parts.ts';
import { loadAgenda } from './agenda.ts';
import { findTimes } from './find-times.ts';
import { withNames } from './load-bookings.ts';
import { loadRooms, loadVisitType, loadVisitTypes } from './load-setup.ts';
import { noNeeds } from './needs.ts';
import { loadProviders } from './own.ts';
import { longestBoundMs } from './rules.ts';
import { visitsOfSeries } from './series-rows.ts';

/** A visit type by its code, in use or not; undefined where there is none. */
export async function visitTypeOf(ctx: Context, code: string): Promise<VisitType | undefined> {
  return loadVisitType(ctx, code);
}

/** All visit types by code, in use or not. */
export async function visitTypes(ctx: Context): Promise<VisitType[]> {
  return loadVisitTypes(ctx);
}

/** The services of visits that were booked for several, in order, by visit; who was booked for one is not in it. */
export async function servicesOf(
  ctx: Context,
  visitIds: readonly string[],
): Promise<Map<string, VisitType[]>> {
  if (visitIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .select(['visit_id', 'part_codes'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', sql<string>`ANY(${visitIds})`)
    .execute();
  const several = rows.filter((row) => row.part_codes.length > 1);
  if (several.length === 0) return new Map();
  const types = new Map((await loadVisitTypes(ctx)).map((type) => [type.code, type]));
  return new Map(
    several.map((row) => [row.visit_id, row.part_codes.flatMap((code) => types.get(code) ?? [])]),
  );
}

/** The rooms in use, by name. */
export async function rooms(ctx: Context): Promise<Room[]> {
  return (await loadRooms(ctx)).filter((room) => room.active);
}

export interface OnDuty {
  practitionerId: string;
  name: string;
  open: { startsAt: string; endsAt: string }[];
}

/**
 * Who can be booked on a clinic day, and when; who is away all day is left out. By name.
 * @param visitTypeCode leaves out the hours that are kept for other visit types
 */
export async function practitionersOnDuty(
  ctx: Context,
  day: string,
  visitTypeCode?: string,
): Promise<OnDuty[]> {
  const agenda = await loadAgenda(ctx, { fromDay: day, toDay: day }, {});
  const all = (await loadProviders(ctx)).map(({ practitionerId, name }) => ({
    practitionerId,
    name,
    open: agenda.openOf(practitionerId, day, visitTypeCode).map((span) => {
      return { startsAt: instantOf(span.from), endsAt: instantOf(span.to) };
    }),
  }));
  return all.filter((one) => one.open.length > 0);
}

/**
 * A provider's next free time of a length, from an instant on, within two weeks; undefined where there is none.
 * @param fromInstant the past is never offered
 * @param visitTypeCode leaves out the hours that are kept for other visit types
 */
export async function nextFreeTime(
  ctx: Context,
  practitionerId: string,
  fromInstant: string,
  minutes: number,
  visitTypeCode?: string,
): Promise<{ startsAt: string; endsAt: string } | undefined> {
  const fromDay = zonedDay(fromInstant, ctx.clinic.zone);
  const wish = {
    durationMinutes: minutes,
    buffers: undefined,
    providers: [{ practitionerId, name: '' }],
    ...noNeeds,
    patientId: undefined,
    mornings: false,
    typeCode: visitTypeCode,
  };
  const times = await findTimes(ctx, wish, { fromDay, toDay: addDays(fromDay, 14) });
  const first = times.find((time) => time.startMs >= epochMsOf(fromInstant));
  if (!first) return undefined;
  return { startsAt: instantOf(first.startMs), endsAt: instantOf(first.endMs) };
}

export type BookingFacts = Pick<
  Booking,
  | 'visitId'
  | 'patientId'
  | 'practitionerId'
  | 'roomId'
  | 'visitTypeCode'
  | 'status'
  | 'startsAt'
  | 'endsAt'
  | 'day'
  | 'reason'
  | 'sequence'
  | 'number'
  | 'seriesId'
>;

/** What stands of a booking; undefined where the visit was never booked. */
export async function bookingOf(ctx: Context, visitId: string): Promise<BookingFacts | undefined> {
  const row = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
  return row && factsOfRow(ctx, row);
}

/** The visits of one series, in whatever state, in the order of their places in the rule. */
export async function bookingsOfSeries(
  ctx: Context,
  seriesId: string,
  patientId: string,
): Promise<BookingFacts[]> {
  return (await visitsOfSeries(ctx, seriesId, patientId)).map((row) => factsOfRow(ctx, row));
}

/** One provider's bookings that begin in a half-open range, in whatever state, in the order of time. */
export async function bookingsOfPractitioner(
  ctx: Context,
  practitionerId: string,
  from: string,
  to: string,
): Promise<BookingFacts[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .where('practitioner_id', '=', practitionerId)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => factsOfRow(ctx, row));
}

/** Bookings that are still to come and hold her time in a half-open range, as their provider or to assist. */
export async function openBookingsHolding(
  ctx: Context,
  practitionerId: string,
  from: string,
  to: string,
): Promise<Booking[]> {
  const kept = await ctx.db
    .selectFrom('scheduling_booking')
    .select('appointment_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('resource_kind', '=', 'practitioner')
    .where('resource_id', '=', practitionerId)
    .where('starts_at', '>=', instantOf(epochMsOf(from) - longestBoundMs))
    .where('starts_at', '<', to)
    .where('ends_at', '>', from)
    .execute();
  const ids = kept.flatMap((row) => row.appointment_id ?? []);
  const rows = await openVisits(ctx, from, to)
    .where((is) =>
      is.or([is('practitioner_id', '=', practitionerId), is('visit_id', '=', sql<string>`ANY(${ids})`)]),
    )
    .selectAll()
    .execute();
  return withNames(ctx, rows);
}

/** Visits that touch a half-open range and are still to come. */
function openVisits(ctx: Context, from: string, to: string) {
  return ctx.db
    .selectFrom('scheduling_visit')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('starts_at', '>=', instantOf(epochMsOf(from) - longestBoundMs))
    .where('starts_at', '<', to)
    .where('ends_at', '>', from)
    .where('ends_at', '>', ctx.now)
    .where('status', 'in', ['booked', 'pending'])
    .orderBy('starts_at');
}

/** What visits that are still to come ask of the people there, each part in its own stretch. */
export interface AskedAct {
  visitId: string;
  /** `assists`: of somebody beside the provider; `gives`: of the provider. */
  who: 'assists' | 'gives';
  action: string;
  practitionerId: string | null;
  startsAt: string;
  endsAt: string;
}

/** The acts that visits of a half-open range ask for, past ones left out, in the order of time. */
export async function actsAskedBetween(ctx: Context, from: string, to: string): Promise<AskedAct[]> {
  const types = new Map((await loadVisitTypes(ctx)).map((one) => [one.code, one]));
  const rows = await openVisits(ctx, from, to).selectAll().execute();
  return rows.flatMap((row) => {
    const whole = { from: epochMsOf(row.starts_at), to: epochMsOf(row.ends_at) };
    const parts =
      row.part_codes.length > 1
        ? partSpans(whole, row.part_minutes).map((span, place) => ({ span, code: row.part_codes[place] }))
        : [{ span: whole, code: row.visit_type_code }];
    return parts.flatMap(({ span, code }): AskedAct[] => {
      const type = types.get(code ?? '');
      const at = {
        ...{ visitId: row.visit_id, practitionerId: row.practitioner_id },
        ...{ startsAt: instantOf(span.from), endsAt: instantOf(span.to) },
      };
      return [
        ...(type?.assistantAction ? [{ ...at, who: 'assists' as const, action: type.assistantAction }] : []),
        ...(type?.providerAction ? [{ ...at, who: 'gives' as const, action: type.providerAction }] : []),
      ];
    });
  });
}

function factsOfRow(ctx: Context, row: Selectable<Tables['scheduling_visit']>): BookingFacts {
  const startsAt = instantOf(epochMsOf(row.starts_at));
  return {
    visitId: row.visit_id,
    patientId: row.patient_id,
    practitionerId: row.practitioner_id,
    roomId: row.room_id,
    visitTypeCode: row.visit_type_code,
    status: row.status as Booking['status'],
    startsAt,
    endsAt: instantOf(epochMsOf(row.ends_at)),
    day: zonedDay(startsAt, ctx.clinic.zone),
    reason: row.reason,
    sequence: row.sequence,
    number: row.number,
    seriesId: row.series_id,
  };
}
