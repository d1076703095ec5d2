import type { Context } from '#platform/server/context.ts';
import { alone, refusalIn } from '#platform/server/db/alone.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import type { MoveChoice } from '../shared/mass-move.ts';
import { visitTypeSystem, waitWishUrl } from './appointment.ts';
import { askToCall } from './calls.ts';
import { cancelBooking } from './cancel-booking.ts';
import { type BookingFacts, bookingOf, servicesOf } from './for-others.ts';
import { loadVisitType } from './load-setup.ts';
import { moveBooking } from './move-booking.ts';
import { ownPractitioners } from './own.ts';
import { putBlock } from './save-block.ts';

/** How long before a visit who is put on the wait list must know; she was not asked. */
const usualNoticeMinutes = 120;

type Line = { visitId: string; choice: MoveChoice };
type Done = {
  outcome: 'moved' | 'waitlist' | 'called' | 'left' | 'notOpen';
  taken: boolean;
  startsAt: string | null;
};

/**
 * Moves the visits of a provider who is away, each with the one reason, asked for by the clinic, and blocks the time
 * that she is away. A time that is gone meanwhile becomes a call; the other lines go on. Done again it finds what it did before and changes nothing.
 */
export const moveMany: Verb<typeof scheduling, 'moveMany'> = async (
  ctx,
  { practitionerId, startsAt, endsAt, reason, lines },
) => {
  if (epochMsOf(endsAt) <= epochMsOf(startsAt)) refuseField('endsAt', 'scheduling_field_endBeforeStart');
  if ((await ownPractitioners(ctx, [practitionerId])).length === 0)
    refuseField('practitionerId', 'scheduling_field_notAProvider');
  await blockUnlessCovered(ctx, { practitionerId, startsAt, endsAt, reason });
  const done = new Map<Line, { visitId: string; patientId: string | null } & Done>();
  for (const line of inOrderOfTime(lines)) {
    const booking = await bookingOf(ctx, line.visitId);
    const { patientId = null } = booking ?? {};
    const became = await doLine(ctx, line, { booking, practitionerId, reason });
    done.set(line, { visitId: line.visitId, patientId, ...became });
    if (patientId)
      ctx.note('scheduling.movedForProvider', {
        patientId,
        subject: `Appointment/${line.visitId}`,
        details: { outcome: became.outcome, reason },
      });
  }
  const answered = lines.flatMap((line) => done.get(line) ?? []);
  const found = await ctx.patientNames(answered.flatMap((one) => one.patientId ?? []));
  return {
    lines: answered.map(({ patientId, ...one }) => ({
      ...one,
      patientName: found.get(patientId ?? '')?.name ?? '',
    })),
  };
};

/** Two who move many at once wait for one another's times in one order, and never in a ring. */
function inOrderOfTime(lines: readonly Line[]): Line[] {
  const goes = ({ choice }: Line) =>
    choice.do === 'move' ? `${instantOf(epochMsOf(choice.startsAt))} ${choice.practitionerId}` : '';
  return lines.toSorted((a, b) => (goes(a) < goes(b) ? -1 : Number(goes(a) > goes(b))));
}

/** Who is away is offered to nobody meanwhile: what is moved away would else be found free at once. */
async function blockUnlessCovered(
  ctx: Context,
  away: { practitionerId: string; startsAt: string; endsAt: string; reason: string },
): Promise<void> {
  const covering = await ctx.db
    .selectFrom('scheduling_block')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', '=', away.practitionerId)
    .where('starts_at', '<=', away.startsAt)
    .where('ends_at', '>=', away.endsAt)
    .limit(1)
    .executeTakeFirst();
  if (!covering) await putBlock(ctx, ctx.newId(), away);
}

async function doLine(
  ctx: Context,
  { visitId, choice }: Line,
  about: { booking: BookingFacts | undefined; practitionerId: string; reason: string },
): Promise<Done> {
  const { booking, practitionerId, reason } = about;
  const left = (outcome: Done['outcome'], startsAt: string | null = booking?.startsAt ?? null) => {
    return { outcome, taken: false, startsAt };
  };
  if (!booking?.patientId) return left('notOpen', null);
  if (choice.do === 'move' && isThere(booking, choice)) return left('moved');
  const open = booking.status === 'booked' || booking.status === 'pending';
  // she came, somebody cancelled or moved it: whatever was chosen was chosen for another state
  if (!open || booking.practitionerId !== practitionerId) return left('notOpen');
  if (choice.do === 'leave') return left('left');
  // a wait-list entry is for one service
  const several = (await servicesOf(ctx, [visitId])).size > 0;
  if (choice.do === 'waitlist' && booking.visitTypeCode && !several) {
    await putToWait(ctx, booking, reason);
    return left('waitlist', null);
  }
  if (choice.do === 'move' && (await tryMove(ctx, visitId, choice, reason)))
    return left('moved', choice.startsAt);
  await askToCall(ctx, booking, reason);
  return { ...left('called'), taken: choice.do === 'move' };
}

function isThere(booking: BookingFacts, to: { practitionerId: string; startsAt: string }): boolean {
  return (
    booking.practitionerId === to.practitionerId && epochMsOf(booking.startsAt) === epochMsOf(to.startsAt)
  );
}

/** Moves one visit. What refuses undoes this visit alone. */
async function tryMove(
  ctx: Context,
  visitId: string,
  to: { practitionerId: string; startsAt: string },
  reason: string,
): Promise<boolean> {
  const { practitionerId, startsAt } = to;
  try {
    const moving = ctx as Parameters<typeof moveBooking>[0];
    // a step whose chain it would break is for a person to decide
    await alone(ctx, async () => {
      await moveBooking(moving, {
        ...{ visitId, when: startsAt, practitionerId, outsideHours: false, breakDistances: false },
        ...{ reason, askedBy: 'clinic' },
      });
    });
    return true;
  } catch (error) {
    if (!refusalIn(error)) throw error;
    return false;
  }
}

/**
 * Cancels for the clinic, and writes an Appointment that waits: who keeps a wait list keeps it. The cancelled one stays,
 * so that she is told of it like of any cancellation.
 */
async function putToWait(ctx: Context, booking: BookingFacts, reason: string): Promise<void> {
  const { visitId, patientId, visitTypeCode } = booking;
  const cancelling = ctx as Parameters<typeof cancelBooking>[0];
  await cancelBooking(cancelling, { visitId, reason, askedBy: 'clinic' });
  const type = visitTypeCode ? await loadVisitType(ctx, visitTypeCode) : undefined;
  const label = ctx.clinic.language === 'id' ? type?.labelId : type?.labelEn;
  await ctx.record.create({
    resourceType: 'Appointment',
    status: 'waitlist',
    // soon: she had a time, and the clinic took it
    priority: 2,
    created: ctx.now,
    comment: reason,
    // the booking in whose stead she waits: should that stand again, she waits no more
    supportingInformation: [{ reference: `Appointment/${visitId}` }],
    extension: [
      { url: waitWishUrl, extension: [{ url: 'noticeMinutes', valueInteger: usualNoticeMinutes }] },
    ],
    requestedPeriod: [{ start: zonedDay(ctx.now, ctx.clinic.zone) }],
    appointmentType: {
      coding: [{ system: visitTypeSystem, code: visitTypeCode ?? '', ...(label && { display: label }) }],
      ...(label && { text: label }),
    },
    participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' }],
  });
}
