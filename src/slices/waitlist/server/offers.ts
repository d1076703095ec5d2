import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { words } from '#platform/server/words.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { OfferOutcome } from '#slices/reminders/contract.ts';
import {
  allowedFrom,
  askingHours,
  askPatient,
  awakeAfter,
  endQuestion,
} from '#slices/reminders/server/index.ts';
import type { FreeTime } from '#slices/scheduling/contract.ts';
import { endHold, holdFor } from '#slices/scheduling/server/index.ts';
import { type Clock, offerEnds } from '../shared/rules.ts';
import { freeAt } from './fit.ts';
import { freedRow } from './freed.ts';
import type { Candidate } from './load-entries.ts';
import type { Settings } from '../contract.ts';

export type OfferRow = Selectable<Tables['waitlist_offer']>;

/** Where the desk goes on with an offer. */
export const screen = '/calendar/waitlist';

/** When somebody can be written to, and the end of the minutes that she then has for her answer. */
export async function askedOf(
  ctx: Context,
  patientId: string,
  { offerMinutes }: Settings,
): Promise<{ fromMs: number; untilMs: number }> {
  const { zone, quiet } = await askingHours(ctx, patientId);
  return {
    fromMs: epochMsOf(allowedFrom(ctx.now, zone, quiet)),
    untilMs: epochMsOf(awakeAfter(ctx.now, offerMinutes, zone, quiet)),
  };
}

/** Until when somebody would have for her answer; undefined where that is too short. */
export async function answerTime(
  ctx: Context,
  entry: Candidate,
  time: FreeTime,
  rules: { settings: Settings; clock: Clock },
): Promise<string | undefined> {
  const asked = await askedOf(ctx, entry.patientId, rules.settings);
  const ends = offerEnds(entry, freeAt(time), asked, rules.clock.leadMinutes);
  return ends === undefined ? undefined : instantOf(ends);
}

/**
 * Holds a time for one who waits and asks her.
 * @returns the offer's id; undefined where somebody took the time meanwhile
 */
export async function makeOffer(
  ctx: Context,
  offering: { freedId: string; entry: Candidate; time: FreeTime; until: string },
): Promise<string | undefined> {
  const { freedId, entry, time, until } = offering;
  const { practitionerId, roomId, startsAt, endsAt } = time;
  const holdId = await holdFor(ctx, {
    ...{ patientId: entry.patientId, visitTypeCode: entry.visitTypeCode, practitionerId, roomId },
    ...{ startsAt, endsAt, expiresAt: until, movesVisitId: entry.keepsVisitId ?? undefined },
    holderName: words(ctx.clinic.language, 'waitlist_holder'),
  });
  if (!holdId) return undefined;
  const id = ctx.newId();
  await ctx.db
    .insertInto('waitlist_offer')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, freed_id: freedId, entry_id: entry.entryId },
      ...{ patient_id: entry.patientId, practitioner_id: practitionerId, room_id: roomId },
      ...{ starts_at: startsAt, ends_at: endsAt, hold_id: holdId, until, state: 'open' },
      ...{ offered_at: ctx.now, offered_by: ctx.actor.name },
    })
    .execute();
  await setEntry(ctx, entry.entryId, { last_offered_at: ctx.now });
  await askPatient(ctx, {
    ...{ id, appointmentId: entry.entryId, patientId: entry.patientId, startsAt, endsAt, until, screen },
    moves: entry.keepsVisitId !== null,
  });
  ctx.note('waitlist.offered', { patientId: entry.patientId, subject: `Appointment/${entry.entryId}` });
  ctx.emit('waitlist.changed', { entryId: entry.entryId, freedId });
  return id;
}

/** An offer with its time locked first, so that whoever acts on either comes one after the other. */
export async function lockOffer(ctx: Context, offerId: string): Promise<OfferRow | undefined> {
  const row = () =>
    ctx.db
      .selectFrom('waitlist_offer')
      .selectAll()
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', '=', offerId);
  const found = await row().executeTakeFirst();
  if (!found) return undefined;
  await freedRow(ctx, found.freed_id);
  return row().forUpdate().executeTakeFirst();
}

/** The open offer of an entry or of a freed time. */
export async function openOffer(
  ctx: Context,
  of: { entryId: string } | { freedId: string },
): Promise<OfferRow | undefined> {
  const open = ctx.db
    .selectFrom('waitlist_offer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'open');
  const found =
    'entryId' in of ? open.where('entry_id', '=', of.entryId) : open.where('freed_id', '=', of.freedId);
  return found.executeTakeFirst();
}

/** Ends an offer that gave her no time: the hold is given back, and nobody is written to about it any more. */
export async function closeOffer(
  ctx: Context,
  offer: OfferRow,
  state: 'declined' | 'unanswered' | 'withdrawn' | 'failed',
  outcome: OfferOutcome,
): Promise<void> {
  await setOffer(ctx, offer.id, { state, outcome, ended_at: ctx.now });
  await endHold(ctx, offer.hold_id);
  await endQuestion(ctx, offer.id, outcome);
  if (state === 'unanswered') await countUnanswered(ctx, offer.entry_id);
  if (state === 'declined') await setEntry(ctx, offer.entry_id, { unanswered: 0 });
  ctx.emit('waitlist.changed', { entryId: offer.entry_id, freedId: offer.freed_id });
}

export async function setOffer(
  ctx: Context,
  id: string,
  values: { state: string; outcome: string; ended_at: string },
): Promise<void> {
  await ctx.db
    .updateTable('waitlist_offer')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
}

export async function setEntry(
  ctx: Context,
  entryId: string,
  values: {
    last_offered_at?: string;
    unanswered?: number;
    looked_at?: string | null;
    state?: string;
    ended_at?: string;
    end_reason?: string;
  },
): Promise<void> {
  await ctx.db
    .updateTable('waitlist_entry')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('entry_id', '=', entryId)
    .execute();
}

async function countUnanswered(ctx: Context, entryId: string): Promise<void> {
  await ctx.db
    .updateTable('waitlist_entry')
    .set((e) => ({ unanswered: e('unanswered', '+', 1) }))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('entry_id', '=', entryId)
    .execute();
}
