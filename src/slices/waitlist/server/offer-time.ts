import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { waitlist } from '../contract.ts';
import { stretchOf } from './ask-next.ts';
import { mustWait } from './change-entry.ts';
import { timeWithin } from './fit.ts';
import { freedRow, isAhead } from './freed.ts';
import { candidateOf, clockOf } from './load-entries.ts';
import { writeLooks } from './looks.ts';
import { answerTime, makeOffer, openOffer } from './offers.ts';
import { loadSettings } from './settings.ts';

/** Offers a freed time by hand, past the order and her wishes; that it fits her visit and leaves her time stays. */
export const offerTime: Verb<typeof waitlist, 'offerTime'> = async (ctx, { freedId, entryId }) => {
  const freed = await freedRow(ctx, freedId);
  if (!freed) return refuse('notFound', { type: 'Slot', id: freedId });
  const row = await mustWait(ctx, entryId);
  if (!isAhead(ctx, freed)) return ctx.fail('timeOver');
  if (await openOffer(ctx, { freedId })) return ctx.fail('timeOffered');
  if (await openOffer(ctx, { entryId })) return ctx.fail('hasOffer');
  const entry = await candidateOf(ctx, row, false);
  const time = await timeWithin(ctx, entry, stretchOf(freed), () => true);
  if (typeof time === 'string') return ctx.fail('doesNotFit');
  const rules = { settings: await loadSettings(ctx), clock: await clockOf(ctx) };
  const until = await answerTime(ctx, entry, time, rules);
  if (!until) return ctx.fail('shortNotice');
  const offerId = await makeOffer(ctx, { freedId, entry, time, until });
  if (!offerId) return ctx.fail('doesNotFit');
  await writeLooks(ctx, freedId, [{ entryId, place: 0, reason: 'offered' }]);
  return { entryId, patientId: entry.patientId, offerId, until };
};
