import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { epochMsOf, formatTime } from '#platform/shared/time.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { scheduling } from '../contract.ts';
import { factsOf } from './appointment.ts';
import { isHere, noShowFrom } from './rules.ts';

/** Says that the patient did not come; from 15 minutes after the start, and never when she has arrived. */
export const markNoShow: Verb<typeof scheduling, 'markNoShow'> = async (ctx, { visitId }) => {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: visitId });
  if (isHere(facts.status ?? '') || facts.status === 'fulfilled') return ctx.fail('alreadyHere');
  if (facts.status !== 'booked' && facts.status !== 'pending') return ctx.fail('notOpen');
  const from = noShowFrom(facts.startsAt);
  if (epochMsOf(ctx.now) < epochMsOf(from)) {
    return ctx.fail('tooEarly', { from, time: formatTime(from, localeFor(ctx.language), ctx.clinic.zone) });
  }
  await ctx.record.patch('Appointment', visitId, (appointment) => {
    appointment.status = 'noshow';
  });
  return { visitId, status: 'noshow', patientId: facts.patientIds[0] ?? null };
};
