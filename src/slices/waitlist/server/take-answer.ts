import type { AppointmentResponse } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { alone, refusalIn } from '#platform/server/db/alone.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { isUuid } from '#platform/shared/ids.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { OfferOutcome } from '#slices/reminders/contract.ts';
import { endQuestion, questionSystem } from '#slices/reminders/server/index.ts';
import { endHold, giveTime, moveBooking } from '#slices/scheduling/server/index.ts';
import { askNext } from './ask-next.ts';
import { endEntry } from './end-entry.ts';
import { setFreed } from './freed.ts';
import { type EntryRow, entryRow, keptBooking } from './load-entries.ts';
import { closeOffer, lockOffer, type OfferRow, setOffer } from './offers.ts';

type Kept = Awaited<ReturnType<typeof keptBooking>>;

/**
 * Does what a patient's answer asks for, whoever wrote the answer into the record: takes the time, or lets it go to the
 * next. An answer to an offer that is over changes nothing.
 */
export const responseKeeper = keeper<AppointmentResponse>('AppointmentResponse', {
  async put(ctx, response, before) {
    const offerId = response.identifier?.find((one) => one.system === questionSystem)?.value;
    if (before || !offerId || !isUuid(offerId)) return;
    const offer = await lockOffer(ctx, offerId);
    if (offer?.state !== 'open') return;
    if (response.actor?.reference !== `Patient/${offer.patient_id}`)
      refuseField('actor', 'waitlist_field_otherPatient');
    if (response.participantStatus === 'accepted') await accept(ctx, offer);
    if (response.participantStatus === 'declined') {
      await closeOffer(ctx, offer, 'declined', 'declined');
      await askNext(ctx, offer.freed_id);
    }
  },
  // what she said stays said
  async remove() {},
});

async function accept(ctx: Context, offer: OfferRow): Promise<void> {
  const entry = await entryRow(ctx, offer.entry_id);
  const late = epochMsOf(offer.until) <= epochMsOf(ctx.now);
  const outcome = late || entry?.state !== 'waiting' ? 'late' : await takeIfEarlier(ctx, offer, entry);
  if (outcome === 'booked' || outcome === 'moved') {
    await endQuestion(ctx, offer.id, outcome);
    await setFreed(ctx, offer.freed_id, { state: 'given' });
    ctx.note('waitlist.taken', {
      patientId: offer.patient_id,
      subject: `Appointment/${offer.entry_id}`,
      details: { outcome },
    });
    ctx.emit('waitlist.changed', { entryId: offer.entry_id, freedId: offer.freed_id });
    return;
  }
  await closeOffer(ctx, offer, outcome === 'late' ? 'unanswered' : 'failed', outcome);
  await askNext(ctx, offer.freed_id);
}

/** `over` where the desk moved the booking that she kept meanwhile: an earlier time must not become a later one. */
async function takeIfEarlier(ctx: Context, offer: OfferRow, entry: EntryRow): Promise<OfferOutcome> {
  const kept = entry.keeps_visit_id ? await keptBooking(ctx, entry.keeps_visit_id) : undefined;
  if (kept && epochMsOf(kept.startsAt) <= epochMsOf(offer.starts_at)) return 'over';
  return tryTaking(ctx, offer, entry, kept);
}

/** Takes the held time. What refuses undoes this attempt alone: she is to be told why, and that is written too. */
async function tryTaking(ctx: Context, offer: OfferRow, entry: EntryRow, kept: Kept): Promise<OfferOutcome> {
  try {
    return await alone(ctx, () => takeTime(ctx, offer, entry, kept));
  } catch (error) {
    const refusal = refusalIn(error);
    if (!refusal) throw error;
    return outcomeOf(refusal.code);
  }
}

async function takeTime(
  ctx: Context,
  offer: OfferRow,
  entry: EntryRow,
  kept: Kept,
): Promise<'booked' | 'moved'> {
  const startsAt = instantOf(epochMsOf(offer.starts_at));
  const { practitioner_id: practitionerId, room_id: roomId } = offer;
  await endHold(ctx, offer.hold_id);
  const outcome = kept ? 'moved' : 'booked';
  // before the entry ends, since an ended entry takes its open offer back
  await setOffer(ctx, offer.id, { state: 'accepted', outcome, ended_at: ctx.now });
  if (kept) {
    const moving = ctx as Parameters<typeof moveBooking>[0];
    const to = {
      visitId: kept.visitId,
      when: startsAt,
      practitionerId,
      outsideHours: false,
      breakDistances: false,
    };
    await moveBooking(moving, { ...to, ...(roomId && { roomId }) });
    await endEntry(ctx, entry.entry_id, 'moved', words(ctx.clinic.language, 'waitlist_end_moved'));
  } else {
    // its refusals are caught above, whatever their code
    await giveTime(ctx as Parameters<typeof giveTime>[0], entry.entry_id, {
      ...{ patientId: entry.patient_id, visitTypeCode: entry.visit_type_code },
      ...{ practitionerId, startsAt, roomId },
    });
  }
  return outcome;
}

function outcomeOf(code: string): OfferOutcome {
  if (code === 'patientBusy') return 'busy';
  return code === 'tooSoon' || code === 'inThePast' ? 'notice' : 'gone';
}
