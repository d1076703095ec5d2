import type { Appointment, Encounter } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { authorOf } from '#slices/records/server/index.ts';
import { visitTypeOf } from '#slices/scheduling/server/index.ts';
import type { VisitState } from '../contract.ts';
import { isHere, isMain, rankOf, type Step } from '../shared/steps.ts';
import { entriesOf, newEncounter, writeStep } from './encounter.ts';
import { staffOf } from './people.ts';
import { cancellationSystem } from './systems.ts';
import { settleTasks } from './tasks.ts';
import { visitOf } from './visits.ts';

export interface Move {
  step: Step;
  reason?: string | undefined;
  roomId?: string | undefined;
  /** What else this act writes into the Encounter, in the same version. */
  also?: (encounter: Encounter) => void;
}

/** `now` is when it was done; where that came in later, `receivedAt` says when. */
export type StepContext = Context & { receivedAt?: string };

/**
 * Moves a visit that the caller has locked and judged: writes the step into the Encounter (made here when she comes),
 * the Appointment's status beside it, and opens and ends the tasks that hang on the step.
 */
export async function moveTo(ctx: StepContext, visit: VisitState, move: Move): Promise<VisitState> {
  const { step, reason, roomId } = move;
  const { receivedAt } = ctx;
  await changeEncounter(ctx, visit, (encounter) => {
    move.also?.(encounter);
    writeStep(encounter, { step, at: ctx.now, by: authorOf(ctx), reason, roomId, receivedAt });
  });
  return settle(ctx, visit);
}

/** What follows the writing of a step here, forward or back; what follows from anybody's hand stands in the keeper. */
export async function settle(ctx: Context, before: VisitState): Promise<VisitState> {
  const after = await visitOf(ctx, before.visitId);
  if (before.scheduledAt) await moveAppointment(ctx, after);
  await settleTasks(ctx, before, after);
  return visitOf(ctx, before.visitId);
}

/** Changes the visit's Encounter in place; one is begun where there is none yet. */
export async function changeEncounter(
  ctx: Context,
  visit: VisitState,
  change: (encounter: Encounter) => void,
): Promise<void> {
  const stored = await ctx.record.stored('Encounter', visit.visitId);
  if (!stored || stored.deleted) {
    const encounter = await begin(ctx, visit);
    change(encounter);
    await ctx.record.create(encounter);
    return;
  }
  // begun on the telephone, before she came: the booking may have gone to another provider, service or patient since
  const booked = isHere(visit.step) || !visit.scheduledAt ? undefined : await begin(ctx, visit);
  await ctx.record.patch('Encounter', visit.visitId, (encounter: Encounter) => {
    if (booked && entriesOf(encounter).length === 0) {
      const { subject, participant, type } = booked;
      Object.assign(encounter, { subject, ...(participant && { participant }), ...(type && { type }) });
    }
    change(encounter);
  });
}

async function begin(ctx: Context, visit: VisitState): Promise<Encounter> {
  const { practitionerId, visitTypeCode } = visit;
  const staff = await staffOf(ctx, practitionerId ? [practitionerId] : []);
  const type = visitTypeCode ? await visitTypeOf(ctx, visitTypeCode) : undefined;
  return newEncounter({
    visitId: visit.visitId,
    patientId: visit.patientId,
    practitionerId,
    practitionerName: practitionerId && staff.get(practitionerId)?.name,
    visitType: type && { code: type.code, label: ctx.clinic.language === 'id' ? type.labelId : type.labelEn },
    reason: visit.reason,
    walkIn: visit.walkIn,
    priority: visit.priority,
    booked: visit.scheduledAt !== undefined,
  });
}

/** The booking's status at a step; undefined leaves it as it is. */
function bookingStatus(step: Step): Appointment['status'] | undefined {
  if (step === 'expected') return 'booked';
  if (step === 'left') return 'fulfilled';
  // the time is free again; it was no late cancellation of hers
  if (step === 'leftUnseen' || step === 'cancelled') return 'cancelled';
  if (!isMain(step)) return undefined;
  return rankOf(step) < rankOf('waiting') ? 'arrived' : 'checked-in';
}

async function moveAppointment(ctx: Context, visit: VisitState): Promise<void> {
  const status = bookingStatus(visit.step);
  const appointment = await ctx.record.read('Appointment', visit.visitId);
  if (!status || !appointment || appointment.status === status) return;
  await ctx.record.patch('Appointment', visit.visitId, (booking) => {
    booking.status = status;
    if (status === 'cancelled') {
      booking.cancelationReason = { coding: [{ system: cancellationSystem, code: 'other' }] };
    } else {
      delete booking.cancelationReason;
    }
  });
}
