import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { OfferOutcome } from '../contract.ts';

/** Under this system an AppointmentResponse names the question that it answers. */
export const questionSystem = 'https://serambi.health/fhir/offer';

/** A time that a patient is asked about; instants. */
export interface Question {
  id: string;
  /** The Appointment that she waits by. */
  appointmentId: string;
  patientId: string;
  startsAt: string;
  endsAt: string;
  /** Until when her answer counts. */
  until: string;
  /** A booking of hers would move there. */
  moves: boolean;
  /** Where the desk goes on with it. */
  screen: string;
}

/** A question as it was asked; `outcome` undefined while it waits for her. */
export interface Asked extends Question {
  outcome: OfferOutcome | undefined;
}

/** The question of an id; undefined where none was asked. */
export async function questionOf(ctx: Context, id: string): Promise<Asked | undefined> {
  const row = await ctx.db
    .selectFrom('reminders_question')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const at = (instant: string) => instantOf(epochMsOf(instant));
  return {
    ...{ id: row.id, appointmentId: row.appointment_id, patientId: row.patient_id, moves: row.moves },
    ...{ startsAt: at(row.starts_at), endsAt: at(row.ends_at), until: at(row.until), screen: row.screen },
    outcome: (row.outcome as OfferOutcome | null) ?? undefined,
  };
}

/** Whether her answer still counts. */
export function isAsked(question: Asked, now: string): boolean {
  return question.outcome === undefined && epochMsOf(question.until) > epochMsOf(now);
}
