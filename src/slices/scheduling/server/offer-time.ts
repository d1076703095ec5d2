import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { minutesOf, type Span, without } from '../shared/spans.ts';
import { loadAgenda, spanOf } from './agenda.ts';
import { factsOf, type Part, setExtension, sequenceUrl } from './appointment.ts';
import { requireBookable, type TimeContext } from './check-time.ts';
import type { Claim } from './claim.ts';
import { claimsOf, heldBy, takeClaims } from './claims.ts';
import { nameKeptOf } from './name-kept.ts';
import { placed, slotOf } from './numbers.ts';
import { chooseRoom, type TakenTime, visitTypeInUse, wishFor } from './take-time.ts';

export interface TimeToHold {
  /** Undefined: nobody knows yet whose it is. */
  patientId: string | undefined;
  visitTypeCode: string;
  practitionerId: string;
  roomId: string | null;
  startsAt: string;
  endsAt: string;
  expiresAt: string;
  /** What colleagues read on the sheet. */
  holderName: string;
  /** A booking of hers that would move there: her own time is then not held, because it may overlap. */
  movesVisitId?: string | undefined;
}

/**
 * Holds a time for somebody who is being asked, in nobody's session: it lasts until it expires, is ended or is given.
 * @returns the hold's id; undefined where somebody was faster
 */
export async function holdFor(ctx: Context, time: TimeToHold): Promise<string | undefined> {
  const { practitionerId, roomId, startsAt, endsAt } = time;
  const id = ctx.newId();
  await ctx.db
    .insertInto('scheduling_hold')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, actor_id: 'offer', session_id: null, holder_name: time.holderName },
      ...{ practitioner_id: practitionerId, room_id: roomId, starts_at: startsAt, ends_at: endsAt },
      expires_at: time.expiresAt,
    })
    .execute();
  const wanted = {
    ...{ startsAt, endsAt, visitTypeCode: time.visitTypeCode, practitionerIds: [practitionerId] },
    patientIds: time.movesVisitId || time.patientId === undefined ? [] : [time.patientId],
    roomIds: roomId ? [roomId] : [],
    ...{ equipmentIds: [], parts: await partsOf(ctx, time.movesVisitId) },
  };
  const slot = await slotOf(ctx, practitionerId, startsAt);
  const claims = await besideOwn(ctx, time.movesVisitId, await claimsOf(ctx, wanted, slot));
  const { missing } = await takeClaims(ctx, { holdId: id }, claims);
  if (missing.length > 0) {
    await endHold(ctx, id);
    return undefined;
  }
  ctx.emit('scheduling.timeHeld', { practitionerId, roomId, day: zonedDay(startsAt, ctx.clinic.zone) });
  return id;
}

/** The services of a booking that would move, which need all that each of them needs. */
async function partsOf(ctx: Context, visitId: string | undefined): Promise<Part[]> {
  const booked = visitId === undefined ? undefined : await ctx.record.read('Appointment', visitId);
  return (booked && factsOf(booked)?.parts) ?? [];
}

/** What a booking that would move does not hold already of its new time: her old one may lie over it. */
async function besideOwn(
  ctx: Context,
  visitId: string | undefined,
  claims: readonly Claim[],
): Promise<Claim[]> {
  if (visitId === undefined) return [...claims];
  const own = await heldBy(ctx, [visitId]);
  return claims.flatMap((claim) => {
    const options = claim.options.map((option) => {
      const taken = own.filter((row) => row.resource_kind === claim.kind && row.resource_id === option.id);
      const spans = taken.map((row) => spanOf({ startsAt: row.starts_at, endsAt: row.ends_at }));
      return { option, left: without([spanOf({ ...claim, ...option })], spans) };
    });
    if (options.some(({ left }) => left.length === 0)) return [];
    const between = ({ from, to }: Span) => ({ startsAt: instantOf(from), endsAt: instantOf(to) });
    const [only, ...others] = options;
    if (only && others.length === 0) {
      return only.left.map((span) => ({ ...claim, options: [{ ...only.option, ...between(span) }] }));
    }
    const outer = ({ option, left: [first, ...rest] }: (typeof options)[number]) =>
      first && rest.length === 0 ? { ...option, ...between(first) } : option;
    return [{ ...claim, options: options.map(outer) }];
  });
}

/** Ends a hold of whomever, in the transaction that gives its time to somebody or to nobody. */
export async function endHold(ctx: Context, holdId: string): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('scheduling_hold')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', holdId)
    .executeTakeFirst();
  if (gone.numDeletedRows > 0n) ctx.emit('scheduling.holdEnded', {});
}

/**
 * Books an Appointment that had no time yet (a wait-list entry) at one: the same resource from then on as a booking.
 * Refuses like `takeTime`, and as every booking does outside of the clinic's hours and its notice; `notFound` where there
 * is none.
 */
export async function giveTime(
  ctx: TimeContext,
  visitId: string,
  time: {
    patientId: string;
    visitTypeCode: string;
    practitionerId: string;
    startsAt: string;
    roomId: string | null;
  },
): Promise<TakenTime> {
  const { practitionerId } = time;
  const type = await visitTypeInUse(ctx, time.visitTypeCode, practitionerId);
  const wish = await wishFor(ctx, type, time);
  const { startsAt, endsAt } = await placed(ctx, practitionerId, time.startsAt, wish.durationMinutes);
  // the clinic may have closed or asked for more notice since she was asked
  const at = { practitionerId, patientId: time.patientId, startsAt, endsAt };
  await requireBookable(ctx, wish, at, { type, outsideHours: false });
  const roomId = time.roomId ?? (await chooseRoom(ctx, wish, practitionerId, spanOf({ startsAt, endsAt })));
  await ctx.record.patch('Appointment', visitId, (appointment) => {
    appointment.status = 'booked';
    appointment.start = startsAt;
    appointment.end = endsAt;
    // for whoever confirms bookings it is new today, however long its patient waited
    appointment.created = ctx.now;
    setExtension(appointment, sequenceUrl, { valueInteger: 0 });
    const patients = appointment.participant.filter((one) => one.actor?.reference?.startsWith('Patient/'));
    for (const one of patients) one.status = 'accepted';
    const [doctor, room] = [`Practitioner/${practitionerId}`, roomId && `Location/${roomId}`];
    appointment.participant = [
      ...patients,
      { actor: { reference: doctor }, status: 'accepted' },
      ...(room ? [{ actor: { reference: room }, status: 'accepted' as const }] : []),
    ];
  });
  await nameKeptOf(ctx, visitId, type);
  return { visitId, startsAt, endsAt, roomId };
}

/** How many minutes of a stretch a provider could still be booked for: open, not blocked, not taken and not held. */
export async function freeMinutes(
  ctx: Context,
  practitionerId: string,
  stretch: { startsAt: string; endsAt: string },
): Promise<number> {
  const day = zonedDay(stretch.startsAt, ctx.clinic.zone);
  const agenda = await loadAgenda(ctx, { fromDay: day, toDay: day }, { practitioner: [practitionerId] });
  const wanted = spanOf(stretch);
  const from = Math.max(wanted.from, epochMsOf(ctx.now));
  const within = (one: Span) => ({ from: Math.max(one.from, from), to: Math.min(one.to, wanted.to) });
  const open = agenda.openOf(practitionerId, day).map(within);
  return minutesOf(without(open, agenda.takenOf('practitioner', practitionerId)));
}
