import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import type { Booking, scheduling, Week } from '../contract.ts';
import { covers } from '../shared/spans.ts';
import { loadAgenda, spanOf } from './agenda.ts';
import { bookingsBetween, horizonOf, stillOpen } from './load-bookings.ts';
import { loadVisitTypes, loadWeeks } from './load-setup.ts';
import { ownPractitioners } from './own.ts';

/** Adds or changes a week plan of the clinic or of one provider; answers with the bookings that it leaves outside. */
export const saveHours: Verb<typeof scheduling, 'saveHours'> = async (ctx, input) => {
  const week: Week = { ...input, id: input.id ?? ctx.newId() };
  refuseBadSessions(week);
  await refuseUnknownTypes(ctx, week);
  if (week.practitionerId && (await ownPractitioners(ctx, [week.practitionerId])).length === 0) {
    return refuseField('practitionerId', 'scheduling_field_notAProvider');
  }
  const sameStart = (other: Week) =>
    other.id !== week.id &&
    other.practitionerId === week.practitionerId &&
    other.validFrom === week.validFrom;
  if ((await loadWeeks(ctx)).some(sameStart)) return ctx.fail('sameStart', { day: week.validFrom });
  await putWeek(ctx, week);
  ctx.emit('scheduling.setupChanged', {});
  return { id: week.id, touched: await outsideHours(ctx, week.practitionerId) };
};

function refuseBadSessions(week: Week): void {
  if (week.validTo !== null && week.validTo < week.validFrom) {
    refuseField('validTo', 'scheduling_field_endBeforeStart');
  }
  for (const [index, session] of week.sessions.entries()) {
    if (session.to <= session.from) refuseField(`sessions.${index}.to`, 'scheduling_field_endBeforeStart');
    // a number shorter than a minute has no time that could be told
    if (session.quota && minutesOfClock(session.to) - minutesOfClock(session.from) < session.quota) {
      refuseField(`sessions.${index}.quota`, 'scheduling_field_quotaTooMany');
    }
    const clash = week.sessions.some(
      (other, place) =>
        place < index &&
        other.weekday === session.weekday &&
        other.from < session.to &&
        session.from < other.to,
    );
    if (clash) refuseField(`sessions.${index}.from`, 'scheduling_field_sessionsOverlap');
  }
}

async function refuseUnknownTypes(ctx: Context, week: Week): Promise<void> {
  const kept = week.sessions.flatMap((one) => one.visitTypeCodes ?? []);
  if (kept.length === 0) return;
  const known = new Set((await loadVisitTypes(ctx)).map((one) => one.code));
  for (const [index, { visitTypeCodes = [] }] of week.sessions.entries()) {
    if (visitTypeCodes.some((code) => !known.has(code)))
      refuseField(`sessions.${index}.visitTypeCodes`, 'scheduling_field_unknownVisitType');
  }
}

/** Minutes since midnight of `HH:MM`. */
function minutesOfClock(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Writes a week plan with its sessions, in place of those it had. */
async function putWeek(ctx: Context, week: Week): Promise<void> {
  const row = { practitioner_id: week.practitionerId, valid_from: week.validFrom, valid_to: week.validTo };
  await ctx.db
    .insertInto('scheduling_week')
    .values({ clinic_id: ctx.clinic.id, id: week.id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
  await ctx.db
    .deleteFrom('scheduling_session')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('week_id', '=', week.id)
    .execute();
  const sessions = week.sessions.map((one) => ({
    clinic_id: ctx.clinic.id,
    week_id: week.id,
    weekday: one.weekday,
    from_time: one.from,
    to_time: one.to,
    room_id: one.roomId ?? null,
    quota: one.quota ?? null,
    visit_type_codes: one.visitTypeCodes ?? [],
  }));
  if (sessions.length > 0) await ctx.db.insertInto('scheduling_session').values(sessions).execute();
}

/** Coming bookings outside of the hours that now hold, of one provider or of all. */
async function outsideHours(ctx: Context, practitionerId: string | null): Promise<Booking[]> {
  const until = horizonOf(ctx.now);
  const coming = stillOpen(await bookingsBetween(ctx, ctx.now, until), ctx.now);
  const { zone } = ctx.clinic;
  const agenda = await loadAgenda(
    ctx,
    { fromDay: zonedDay(ctx.now, zone), toDay: zonedDay(until, zone) },
    {},
  );
  return coming.filter((one) => {
    if (!one.practitionerId || (practitionerId && one.practitionerId !== practitionerId)) return false;
    const open = agenda.openOf(one.practitionerId, one.day, one.visitTypeCode ?? undefined);
    return !covers(open, spanOf(one));
  });
}
