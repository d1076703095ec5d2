import type { Appointment } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { epochMsOf, isDate, zonedDay } from '#platform/shared/time.ts';
import { type Facts, factsOf } from './appointment.ts';
import { claimsOf, heldBy, takeClaims } from './claims.ts';
import { slotOf } from './numbers.ts';
import { giveBackPlace, withOverbooking } from './overbook.ts';
import { ownEquipment, ownPractitioners } from './own.ts';
import { refuseTaken } from './refuse-taken.ts';
import { isHere, isLateCancel, longestBoundMs, occupiesTime } from './rules.ts';
import { loadSeries } from './series-rows.ts';

interface Earlier {
  status: string;
  place: string;
  bound: boolean;
  cancelledAt: string | null;
}

/** Fills scheduling's rows with every write of an Appointment, and refuses a time that is taken. */
export const appointmentKeeper = keeper<Appointment>('Appointment', {
  async put(ctx, appointment) {
    const facts = factsOf(appointment);
    if (!facts) return void (await forget(ctx, appointment.id ?? ''));
    const earlier = await readEarlier(ctx, facts.visitId);
    const moved = earlier !== undefined && earlier.place !== placeOf(facts);
    const binds = occupiesTime(facts.status) && epochMsOf(facts.endsAt) > epochMsOf(ctx.now);
    const keeps = binds && !moved && earlier?.bound === true && (await holdsNamed(ctx, facts));
    await writeVisit(ctx, facts, earlier, keeps);
    // Unchanged rows stay as they were booked: a buffer that the clinic made longer since must not undo a booking.
    if (!keeps) {
      if (earlier?.bound) await release(ctx, facts.visitId);
      if (binds) await bind(ctx, facts, earlier !== undefined && !moved && isHere(facts.status));
    }
    announce(ctx, facts, earlier, moved);
  },
  /** Its time and place stay, and so does what it holds; only by whom it is held changes. */
  async moved(ctx, appointment, before) {
    const [is, was] = [factsOf(appointment), factsOf(before)];
    if (!is) return;
    await ctx.db
      .updateTable('scheduling_visit')
      .set({ patient_id: is.patientIds[0] ?? null })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('visit_id', '=', is.visitId)
      .execute();
    for (const [place, patientId] of is.patientIds.entries()) {
      await ctx.db
        .updateTable('scheduling_booking')
        .set({ resource_id: patientId })
        .where('clinic_id', '=', ctx.clinic.id)
        .where('appointment_id', '=', is.visitId)
        .where('resource_kind', '=', 'patient')
        .where('resource_id', '=', was?.patientIds[place] ?? '')
        .execute();
    }
    ctx.emit('scheduling.visitChanged', {
      ...{ visitId: is.visitId, patientId: is.patientIds[0], practitionerId: is.practitionerIds[0] },
      ...{ roomId: is.roomIds[0], day: zonedDay(is.startsAt, ctx.clinic.zone) },
    });
  },
  async remove(ctx, appointment) {
    await forget(ctx, appointment.id ?? '');
  },
});

/** Whether it holds everybody and everything of ours that the Appointment names beside its provider and room. */
async function holdsNamed(ctx: Context, facts: Facts): Promise<boolean> {
  const assistants = await ownPractitioners(ctx, facts.practitionerIds.slice(1));
  const equipment = (await ownEquipment(ctx, facts.equipmentIds)).map((one) => one.id);
  const named = [...assistants, ...equipment];
  if (named.length === 0) return true;
  const held = new Set((await heldBy(ctx, [facts.visitId])).map((row) => row.resource_id));
  return named.every((id) => held.has(id));
}

/** What of a visit decides which rows it holds. */
function placeOf(facts: Facts): string {
  const { startsAt, endsAt, patientIds, practitionerIds, roomIds, visitTypeCode } = facts;
  const starts = epochMsOf(startsAt);
  const parts = facts.parts.map((one) => one.code).join(',');
  return [
    ...[starts, epochMsOf(endsAt), patientIds[0], practitionerIds[0], roomIds[0], visitTypeCode],
    parts,
  ].join(' ');
}

async function readEarlier(ctx: Context, visitId: string): Promise<Earlier | undefined> {
  const row = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { starts_at, ends_at, patient_id, practitioner_id, room_id, visit_type_code } = row;
  const parts = [patient_id, practitioner_id, room_id, visit_type_code].map((part) => part ?? undefined);
  return {
    status: row.status,
    place: [epochMsOf(starts_at), epochMsOf(ends_at), ...parts, row.part_codes.join(',')].join(' '),
    bound: row.bound,
    cancelledAt: row.cancelled_at,
  };
}

async function writeVisit(
  ctx: Context,
  facts: Facts,
  earlier: Earlier | undefined,
  bound: boolean,
): Promise<void> {
  const cancelled = facts.status === 'cancelled';
  const cancelledAt = cancelled ? (facts.cancelledAt ?? earlier?.cancelledAt ?? ctx.now) : null;
  const row = {
    patient_id: facts.patientIds[0] ?? null,
    practitioner_id: facts.practitionerIds[0] ?? null,
    room_id: facts.roomIds[0] ?? null,
    visit_type_code: facts.visitTypeCode ?? null,
    status: facts.status ?? 'proposed',
    starts_at: facts.startsAt,
    ends_at: facts.endsAt,
    reason: facts.reason,
    sequence: facts.sequence,
    overbook_reason: facts.overbookReason ?? '',
    ...(await seriesColumns(ctx, facts)),
    ...chainColumns(facts),
    part_codes: facts.parts.map((one) => one.code),
    part_minutes: facts.parts.map((one) => one.minutes),
    cancelled_at: cancelledAt,
    late_cancel: cancelledAt !== null && isLateCancel(facts.startsAt, cancelledAt, facts.askedBy),
    bound,
    needs_review: false,
  };
  await ctx.db
    .insertInto('scheduling_visit')
    .values({ clinic_id: ctx.clinic.id, visit_id: facts.visitId, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id']).doUpdateSet(row))
    .execute();
}

function chainColumns({ chain }: Facts) {
  return {
    chain_id: chain?.chainId ?? null,
    chain_step: chain?.step ?? null,
    chain_from_days: chain?.fromDays ?? null,
    chain_to_days: chain?.toDays ?? null,
  };
}

/** A series that is not this clinic's (a copied resource) is none. */
async function seriesColumns(ctx: Context, { series }: Facts) {
  const known =
    series !== undefined && isDate(series.day) && (await loadSeries(ctx, series.seriesId)) !== undefined;
  if (!known) return { series_id: null, series_day: null, series_at: null };
  return { series_id: series.seriesId, series_day: series.day, series_at: series.at };
}

/**
 * Takes the time of every resource, or refuses. What was imported, and whoever already stands here (`soft`), is
 * stored without holding its time instead.
 */
async function bind(ctx: Context, facts: Facts, soft: boolean): Promise<void> {
  const imported = facts.imported && (await ctx.may('records.import')).allowed;
  const slot = await slotOf(ctx, facts.practitionerIds[0], facts.startsAt);
  const plain = await claimsOf(ctx, facts, slot);
  // a number is never given twice
  const claims = slot ? plain : await withOverbooking(ctx, facts, plain);
  const tooLong = claims.some(
    (claim) => epochMsOf(claim.endsAt) - epochMsOf(claim.startsAt) > longestBoundMs,
  );
  if (tooLong) return markVisit(ctx, facts.visitId, { bound: false, needs_review: true });
  const { missing, lanes } = await takeClaims(ctx, { visitId: facts.visitId }, claims);
  const beside = [...lanes].some(([claim, lane]) => claim.kind === 'practitioner' && lane > 1);
  const short = missing.filter((claim) => claim.kind !== 'overbook' || beside);
  if (short.length === 0) {
    if (!beside && claims !== plain) await giveBackPlace(ctx, facts.visitId);
    const marks = { needs_review: false, overbooked: beside, number: slot?.number ?? null };
    return markVisit(ctx, facts.visitId, { bound: true, ...marks });
  }
  if (!soft && !imported) return refuseTaken(ctx, facts, short);
  await release(ctx, facts.visitId);
  await markVisit(ctx, facts.visitId, {
    bound: false,
    needs_review: imported,
    overbooked: false,
    number: null,
  });
}

async function release(ctx: Context, visitId: string): Promise<void> {
  await ctx.db
    .deleteFrom('scheduling_booking')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('appointment_id', '=', visitId)
    .execute();
}

/**
 * Gives up the times of visits that are moved in one transaction, so that none stands in another's way. Each must be
 * written afterwards: then it takes its new time, or its old one again.
 */
export async function vacate(ctx: Context, visitIds: readonly string[]): Promise<void> {
  for (const visitId of visitIds) {
    await release(ctx, visitId);
    await ctx.db
      .updateTable('scheduling_visit')
      .set({ bound: false })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('visit_id', '=', visitId)
      .execute();
  }
}

async function markVisit(
  ctx: Context,
  visitId: string,
  marks: { bound: boolean; needs_review: boolean; overbooked?: boolean; number?: number | null },
): Promise<void> {
  await ctx.db
    .updateTable('scheduling_visit')
    .set(marks)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .execute();
}

/** The time is gone from the resource, or the resource is: its rows go with it. */
async function forget(ctx: Context, visitId: string): Promise<void> {
  await ctx.db
    .deleteFrom('scheduling_visit')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .execute();
}

function announce(ctx: Context, facts: Facts, earlier: Earlier | undefined, moved: boolean): void {
  const changed = earlier?.status !== facts.status;
  const name = () => {
    if (changed && facts.status === 'cancelled') return 'visitCancelled';
    if (changed && facts.status === 'noshow') return 'visitNoShow';
    if (!earlier) return 'visitBooked';
    return moved ? 'visitMoved' : 'visitChanged';
  };
  ctx.emit(`scheduling.${name()}`, {
    visitId: facts.visitId,
    patientId: facts.patientIds[0],
    practitionerId: facts.practitionerIds[0],
    roomId: facts.roomIds[0],
    day: zonedDay(facts.startsAt, ctx.clinic.zone),
  });
}
