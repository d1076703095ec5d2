import type { Context } from '#platform/server/context.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { addMinutes, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { MessageCode } from '../contract.ts';

const notReached = 'reminders.notReached';
const unclearAnswer = 'reminders.unclearAnswer';
const callAboutOffer = 'reminders.callAboutOffer';

export const taskKinds: TaskKind[] = [
  { kind: notReached, action: 'reminders.send', dueMinutes: 4 * 60 },
  { kind: unclearAnswer, action: 'reminders.send', dueMinutes: 60 },
  { kind: callAboutOffer, action: 'reminders.send', dueMinutes: 15 },
];

interface About {
  visitId: string;
  patientId: string;
  startsAt: string;
}

const subjectOf = (visitId: string) => `Appointment/${visitId}`;

/** Asks the front desk to call somebody whom no message reached. One task a visit, however many failed. */
export async function openTaskFor(ctx: Context, about: About, code: MessageCode): Promise<void> {
  const subject = subjectOf(about.visitId);
  if (await ctx.work.isOpen(subject, notReached)) return;
  // before the visit, or at once where that is near
  const latest = Math.max(epochMsOf(ctx.now), epochMsOf(addMinutes(about.startsAt, -60)));
  const usual = epochMsOf(addMinutes(ctx.now, 4 * 60));
  await ctx.work.open({
    ...{ kind: notReached, subject, patientId: about.patientId },
    params: { code, screen: screenOf(about.patientId) },
    dueAt: instantOf(Math.min(latest, usual)),
  });
}

/** She was reached after all, or the visit needs nobody any more. */
export async function endTasksFor(ctx: Context, visitId: string): Promise<void> {
  await ctx.work.finish(subjectOf(visitId), 'done', notReached);
}

/** Asks the front desk to call somebody about a time that is held for her and that no message told her of. */
export async function openOfferTask(
  ctx: Context,
  question: { id: string; patientId: string; until: string; screen: string },
  code: MessageCode,
): Promise<void> {
  const subject = `Basic/${question.id}`;
  if (await ctx.work.isOpen(subject, callAboutOffer)) return;
  await ctx.work.open({
    ...{ kind: callAboutOffer, subject, patientId: question.patientId, dueAt: question.until, urgent: true },
    params: { code, screen: question.screen },
  });
}

/** She was told of it, or it is not to be had any more. */
export async function endOfferTask(ctx: Context, questionId: string): Promise<void> {
  await ctx.work.finish(`Basic/${questionId}`, 'done', callAboutOffer);
}

/** Asks the front desk to read what a patient answered. */
export async function openUnclear(ctx: Context, answerId: string, patientId: string): Promise<void> {
  await ctx.work.open({
    ...{ kind: unclearAnswer, subject: `Basic/${answerId}`, patientId },
    params: { screen: screenOf(patientId) },
  });
}

function screenOf(patientId: string): string {
  return `/patients/${encodeURIComponent(patientId)}`;
}
