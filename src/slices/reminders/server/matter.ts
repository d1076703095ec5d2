import type { Context } from '#platform/server/context.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { MessageCode } from '../contract.ts';
import { type Booked, bookedVisit } from './booking.ts';
import { type Asked, isAsked, questionOf } from './question.ts';
import { obsoleteBecause } from './stop.ts';

/** What a message is about: a booking, or a time that its patient is asked about. */
export interface Matter {
  visitId: string;
  patientId: string;
  startsAt: string;
  booked?: Booked | undefined;
  question?: Asked | undefined;
}

interface Told {
  visit_id: string;
  question_id: string | null;
  kind: string;
  starts_at: string;
}

/** What a message is about as it stands now; undefined where that is there no more. */
export async function matterOf(ctx: Context, told: Told): Promise<Matter | undefined> {
  if (told.question_id === null) {
    const booked = await bookedVisit(ctx, told.visit_id);
    return booked && { ...booked, booked };
  }
  const question = await questionOf(ctx, told.question_id);
  return question && { ...question, visitId: question.appointmentId, question };
}

/** Why a message that waits must not go out any more; undefined where it still holds. */
export function outdatedBecause(
  ctx: Context,
  told: Told,
  matter: Matter | undefined,
): MessageCode | undefined {
  if (!matter?.question) return obsoleteBecause(ctx, told, matter?.booked);
  return isAsked(matter.question, ctx.now) ? undefined : 'notNeeded';
}

/** After this instant a message is of no use. */
export function deadlineOf(matter: Matter): string {
  return matter.question?.until ?? matter.startsAt;
}

/** Whether an instant is past its use. */
export function isTooLate(matter: Matter, at: string): boolean {
  return epochMsOf(at) >= epochMsOf(deadlineOf(matter));
}
