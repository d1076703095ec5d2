import type { Appointment, Encounter } from '@medplum/fhirtypes';
import type { Insertable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { cancelledAt, type Stamps } from '../shared/flow.ts';
import { hasLeft, isClosed, isHere, type Step } from '../shared/steps.ts';
import { noticeBack, noticeLeft } from './alerts.ts';
import { endCallOf } from './calls.ts';
import { factsOf, type VisitFacts } from './encounter.ts';
import { needsOf } from './needs.ts';
import { visitTypeSystem } from './systems.ts';
import type { VisitRow } from './visits.ts';

/** The step of a booking nobody has come to; what is not listed is no visit yet, or no more. */
const stepsOfBooking: Partial<Record<Appointment['status'], Step>> = {
  pending: 'expected',
  booked: 'expected',
  arrived: 'arrived',
  'checked-in': 'arrived',
  fulfilled: 'left',
  cancelled: 'cancelled',
  noshow: 'noShow',
};

/** Puts a booking on the board of its day. Once an Encounter stands and she is here, only the booked time is its own. */
export const appointmentKeeper = keeper<Appointment>('Appointment', {
  async put(ctx, appointment) {
    const visitId = appointment.id ?? '';
    const before = await rowOf(ctx, visitId);
    const step = stepsOfBooking[appointment.status];
    const patientId = participant(appointment, 'Patient');
    if (!step || !appointment.start || !patientId) {
      if (before && !before.encountered) await forget(ctx, before);
      return;
    }
    const scheduledAt = instantOf(epochMsOf(appointment.start));
    if (before?.encountered && decidesItself(before))
      return update(ctx, before, { scheduled_at: scheduledAt });
    await write(ctx, before, {
      patient_id: patientId,
      day: zonedDay(scheduledAt, ctx.clinic.zone),
      practitioner_id: participant(appointment, 'Practitioner') ?? null,
      room_id: participant(appointment, 'Location') ?? null,
      visit_type_code: visitTypeCode(appointment),
      reason: appointment.description ?? '',
      scheduled_at: scheduledAt,
      walk_in: before?.walk_in ?? false,
      priority: before?.priority ?? 'routine',
      step,
      since: before?.step === step ? before.since : ctx.now,
      stamps: JSON.stringify(before?.stamps ?? {}),
      encountered: before?.encountered ?? false,
      queue_number: before?.queue_number ?? null,
      payer_id: before?.payer_id ?? null,
      coverage_id: before?.coverage_id ?? null,
      identified: before?.identified ?? false,
      clinic_id: ctx.clinic.id,
      visit_id: visitId,
    });
  },
  async remove(ctx, appointment) {
    const before = await rowOf(ctx, appointment.id ?? '');
    if (before && !before.encountered) await forget(ctx, before);
  },
});

/** The Encounter says where she is, whoever wrote it. */
export const encounterKeeper = keeper<Encounter>('Encounter', {
  async put(ctx, encounter) {
    const before = await rowOf(ctx, encounter.id ?? '');
    const facts = factsOf(encounter);
    if (!facts || (!facts.onBoard && !before)) {
      if (before) await forget(ctx, before);
      return;
    }
    // a pause of scheduling's making (a no-show) stays until somebody comes
    const stays = facts.step === 'expected' && before?.step === 'noShow';
    const step = stays ? 'noShow' : endedStep(facts, before);
    // who has not come, or not after all, is where and with whom she is booked, whatever was noted of her before
    const booked = isComing(step) && before?.scheduled_at ? before : undefined;
    await write(ctx, before, {
      patient_id: facts.patientId,
      day: dayOf(ctx, booked?.scheduled_at ?? facts.startedAt ?? before?.scheduled_at ?? ctx.now),
      practitioner_id: booked?.practitioner_id ?? facts.practitionerId ?? before?.practitioner_id ?? null,
      room_id: facts.roomId ?? before?.room_id ?? null,
      visit_type_code: booked?.visit_type_code ?? facts.visitTypeCode ?? before?.visit_type_code ?? null,
      reason: facts.reason || (before?.reason ?? ''),
      scheduled_at: before?.scheduled_at ?? null,
      walk_in: facts.walkIn,
      priority: facts.priority,
      step,
      since: facts.since ?? (before?.step === step ? before.since : ctx.now),
      stamps: JSON.stringify(facts.stamps),
      encountered: true,
      queue_number: facts.queueNumber ?? null,
      payer_id: facts.payerId ?? null,
      coverage_id: facts.coverageId ?? null,
      identified: facts.identified,
      needs: JSON.stringify(needsOf(encounter) ?? {}),
      clinic_id: ctx.clinic.id,
      visit_id: facts.visitId,
    });
  },
  async remove(ctx, encounter) {
    const before = await rowOf(ctx, encounter.id ?? '');
    if (before) await forget(ctx, before);
  },
});

/** Cancelled from outside, an Encounter without our steps still had somebody standing on the board. */
function endedStep({ step, foreign }: VisitFacts, before: VisitRow | undefined): Step {
  if (step !== 'cancelled' || !foreign || !before) return step;
  return cancelledAt(before.step as Step, before.stamps as Stamps);
}

/** She is or was here, so the Encounter leads; before that, and in a no-show or cancellation, the booking does. */
function decidesItself(row: VisitRow): boolean {
  return isHere(row.step as Step) || hasLeft(row.step as Step);
}

/** Nobody has come, or not yet. */
function isComing(step: Step): boolean {
  return step === 'expected' || step === 'noShow';
}

/** @param date an instant, or a FHIR date of another system's that says a day, month or year alone: its beginning counts */
function dayOf(ctx: Context, date: string): string {
  const beganMs = rangeOfDate(date, ctx.clinic.zone)?.lo ?? epochMsOf(ctx.now);
  return zonedDay(instantOf(beganMs), ctx.clinic.zone);
}

function participant(appointment: Appointment, type: string): string | undefined {
  return appointment.participant
    .filter((one) => one.status !== 'declined')
    .map((one) => idOf(one.actor?.reference, type))
    .find((id) => id !== undefined);
}

function visitTypeCode(appointment: Appointment): string | null {
  const concepts = [appointment.appointmentType, ...(appointment.serviceType ?? [])];
  const codings = concepts.flatMap((concept) => concept?.coding ?? []);
  return codings.find((coding) => coding.system === visitTypeSystem)?.code ?? null;
}

async function rowOf(ctx: Context, visitId: string): Promise<VisitRow | undefined> {
  return ctx.db
    .selectFrom('front_desk_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
}

type Row = Omit<Insertable<Tables['front_desk_visit']>, 'escalated_at'>;

async function write(ctx: Context, before: VisitRow | undefined, row: Row): Promise<void> {
  const { clinic_id: _clinic, visit_id: _visit, ...values } = row;
  await ctx.db
    .insertInto('front_desk_visit')
    .values(row)
    .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id']).doUpdateSet(values))
    .execute();
  announce(ctx, row, before);
  if (before && before.step !== row.step) await follow(ctx, before, row);
}

/** What a new step brings with it from whoever's hand: another system that ends a visit knows neither calls nor red flags. */
async function follow(ctx: Context, before: VisitRow, row: Row): Promise<void> {
  // whoever is at another step has come, or will be called anew
  await endCallOf(ctx, row.visit_id);
  const was = before.step as Step;
  const now = row.step as Step;
  if (hasLeft(now)) await noticeLeft(ctx, row);
  else if (hasLeft(was) && !isClosed(now)) await noticeBack(ctx, row.visit_id);
}

async function update(ctx: Context, before: VisitRow, change: Pick<Row, 'scheduled_at'>): Promise<void> {
  await ctx.db
    .updateTable('front_desk_visit')
    .set(change)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', before.visit_id)
    .execute();
  announce(ctx, before, before);
}

async function forget(ctx: Context, before: VisitRow): Promise<void> {
  await ctx.db
    .deleteFrom('front_desk_visit')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', before.visit_id)
    .execute();
  announce(ctx, before, undefined);
}

/** Tells screens from the keeper, so that a visit moved by another system shows like one moved by hand. */
function announce(
  ctx: Context,
  row: Pick<Row, 'visit_id' | 'patient_id' | 'step' | 'day' | 'identified' | 'queue_number'>,
  before: VisitRow | undefined,
): void {
  const { visit_id: visitId, patient_id: patientId, step, day } = row;
  const tell = (event: string) => ctx.emit(`frontDesk.${event}`, { visitId, patientId, step, day });
  const moved = before?.step !== step;
  tell(moved ? 'visitMoved' : 'visitChanged');
  if (moved && step === 'arrived') tell('visitArrived');
  if (row.identified && !before?.identified) tell('visitIdentified');
  if (row.queue_number && !before?.queue_number) tell('visitCheckedIn');
}
