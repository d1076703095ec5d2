import type { Appointment } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { appointmentFacts, bookingOf, occupiesTime } from '#slices/scheduling/server/index.ts';
import { readWish, type Waited } from './entry-codec.ts';
import { type Freeing, noteFreed, thinkAgain } from './freed.ts';
import { type EntryRow, entryRow } from './load-entries.ts';
import { endEntry } from './end-entry.ts';
import { closeOffer, openOffer, setEntry } from './offers.ts';

/**
 * Keeps a row for each Appointment that waits, and notes the time that a booking gives up. Whom to ask is thought over
 * when the minute comes: cancelling must not wait for it.
 */
export const appointmentKeeper = keeper<Appointment>('Appointment', {
  async put(ctx, appointment, before) {
    const entryId = appointment.id ?? '';
    if (appointment.status === 'waitlist') {
      await keepEntry(ctx, entryId, appointment);
      if (before?.status !== 'waitlist') await endOlder(ctx, entryId);
    } else if (before?.status === 'waitlist') await leave(ctx, entryId, occupiesTime(appointment.status));
    if (before?.status === 'cancelled' && occupiesTime(appointment.status)) await endInstead(ctx, entryId);
    const freed = before && freedBy(before, appointment, ctx.now);
    if (freed && (await somebodyWaits(ctx))) await noteFreed(ctx, freed);
  },
  /** She waits as she did, with what was offered to her. */
  async moved(ctx, appointment) {
    if (appointment.status !== 'waitlist') return;
    const wish = readWish(appointment, zonedDay(ctx.now, ctx.clinic.zone), ctx.clinic.zone);
    if (!wish) return;
    await ctx.db
      .updateTable('waitlist_entry')
      .set({ patient_id: wish.patientId })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('entry_id', '=', appointment.id ?? '')
      .execute();
    ctx.emit('waitlist.changed', { entryId: appointment.id ?? '' });
  },
  async remove(ctx, appointment) {
    if (appointment.status === 'waitlist') await leave(ctx, appointment.id ?? '', false);
  },
});

async function keepEntry(ctx: Context, entryId: string, appointment: Appointment): Promise<void> {
  const since = instantOf(Date.parse(appointment.created ?? ctx.now));
  const wish = readWish(appointment, zonedDay(since, ctx.clinic.zone), ctx.clinic.zone);
  if (!wish) return;
  const row = { ...rowOf(wish), since, state: 'waiting', looked_at: null };
  await ctx.db
    .insertInto('waitlist_entry')
    .values({ clinic_id: ctx.clinic.id, entry_id: entryId, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'entry_id']).doUpdateSet(row))
    .execute();
  // what was offered may be against the new wish
  await withdraw(ctx, entryId);
  await thinkAgain(ctx);
  ctx.emit('waitlist.changed', { entryId });
}

function rowOf(wish: Waited) {
  return {
    ...{ patient_id: wish.patientId, visit_type_code: wish.visitTypeCode },
    ...{ practitioner_id: wish.practitionerId, from_day: wish.fromDay, to_day: wish.toDay },
    ...{ parts: wish.parts, weekdays: wish.weekdays, notice_minutes: wish.noticeMinutes },
    ...{ priority: wish.priority, priority_reason: wish.priorityReason, expires_on: wish.expiresOn },
    ...{ keeps_visit_id: wish.keepsVisitId, note: wish.note },
  };
}

/** It waits no more: booked, or ended by whomever. */
async function leave(ctx: Context, entryId: string, booked: boolean): Promise<void> {
  const row = await entryRow(ctx, entryId);
  if (row?.state !== 'waiting') return;
  await setEntry(ctx, entryId, { state: booked ? 'booked' : 'takenOff', ended_at: ctx.now });
  await withdraw(ctx, entryId);
  ctx.emit('waitlist.changed', { entryId });
}

/** She waits once for one visit type: what she waited by before ends, whoever wrote the new entry. */
async function endOlder(ctx: Context, entryId: string): Promise<void> {
  const row = await entryRow(ctx, entryId);
  if (!row) return;
  const older = await waitingOf(ctx, row.patient_id);
  const reason = words(ctx.clinic.language, 'waitlist_end_replaced');
  for (const one of older) {
    if (one.entry_id === entryId || one.visit_type_code !== row.visit_type_code) continue;
    await endEntry(ctx, one.entry_id, 'takenOff', reason);
  }
}

/** A cancelled booking stands again: who was put on the list in its stead waits no more. */
async function endInstead(ctx: Context, visitId: string): Promise<void> {
  const patientId = (await bookingOf(ctx, visitId))?.patientId;
  if (!patientId) return;
  const reason = words(ctx.clinic.language, 'waitlist_end_restored');
  for (const { entry_id: entryId } of await waitingOf(ctx, patientId)) {
    const { supportingInformation = [] } = await ctx.record.mustRead('Appointment', entryId);
    if (supportingInformation.some((one) => one.reference === `Appointment/${visitId}`))
      await endEntry(ctx, entryId, 'takenOff', reason);
  }
}

async function waitingOf(ctx: Context, patientId: string): Promise<EntryRow[]> {
  return ctx.db
    .selectFrom('waitlist_entry')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('state', '=', 'waiting')
    .orderBy('entry_id')
    .forUpdate()
    .execute();
}

async function withdraw(ctx: Context, entryId: string): Promise<void> {
  const open = await openOffer(ctx, { entryId });
  if (!open) return;
  await closeOffer(ctx, open, 'withdrawn', 'over');
  await thinkAgain(ctx);
}

/** The time that a booking gave up with this write; undefined where it keeps it, came, or it is over. */
export function freedBy(before: Appointment, after: Appointment, now: string): Freeing | undefined {
  const [was, is] = [appointmentFacts(before), appointmentFacts(after)];
  const practitionerId = was?.practitionerIds[0];
  if (!was || !practitionerId || !occupiesTime(was.status) || epochMsOf(was.endsAt) <= epochMsOf(now))
    return undefined;
  const { startsAt, endsAt } = was;
  const freeing = (cause: Freeing['cause']) => ({ practitionerId, startsAt, endsAt, cause });
  if (after.status === 'noshow') return freeing('noShow');
  if (after.status === 'cancelled' || after.status === 'entered-in-error') return freeing('cancelled');
  const moved = is && (is.startsAt !== startsAt || is.practitionerIds[0] !== practitionerId);
  return moved ? freeing('moved') : undefined;
}

async function somebodyWaits(ctx: Context): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('waitlist_entry')
    .select('entry_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
