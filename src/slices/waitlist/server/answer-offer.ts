import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { OfferOutcome } from '#slices/reminders/contract.ts';
import { answerQuestion, questionOf } from '#slices/reminders/server/index.ts';
import type { waitlist } from '../contract.ts';
import { lockOffer } from './offers.ts';

/** Writes down what she says to the desk, the same way as an answer by link or text. Said twice it is done once. */
export const answerOffer: Verb<typeof waitlist, 'answerOffer'> = async (ctx, { offerId, takes }) => {
  const offer = await lockOffer(ctx, offerId);
  const question = offer && (await questionOf(ctx, offerId));
  if (!offer || !question) return refuse('notFound', { type: 'Appointment', id: offerId });
  const startsAt = instantOf(epochMsOf(offer.starts_at));
  const about = { entryId: offer.entry_id, patientId: offer.patient_id, startsAt };
  const same = offer.state === (takes ? 'accepted' : 'declined');
  if (same) return { ...about, outcome: offer.outcome as OfferOutcome };
  if (offer.state !== 'open') return ctx.fail('offerOver');
  const outcome = await answerQuestion(ctx, question, { takes, way: 'desk' });
  return { ...about, outcome: outcome === 'already' ? 'late' : outcome };
};
