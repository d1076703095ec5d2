import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { waitlist } from '../contract.ts';
import { askNext } from './ask-next.ts';
import { mustWait } from './change-entry.ts';
import { freedRow, isAhead } from './freed.ts';
import { writeSkip } from './looks.ts';
import { closeOffer, openOffer } from './offers.ts';

/** Passes somebody over for one time, with the reason; the next in the order is asked. */
export const skipEntry: Verb<typeof waitlist, 'skipEntry'> = async (ctx, { freedId, entryId, reason }) => {
  const freed = await freedRow(ctx, freedId);
  if (!freed) return refuse('notFound', { type: 'Slot', id: freedId });
  const { patient_id: patientId } = await mustWait(ctx, entryId);
  if (!isAhead(ctx, freed)) return ctx.fail('timeOver');
  await writeSkip(ctx, { freedId, entryId, said: reason });
  const open = await openOffer(ctx, { freedId });
  if (open?.entry_id === entryId) await closeOffer(ctx, open, 'withdrawn', 'over');
  await askNext(ctx, freedId);
  ctx.emit('waitlist.changed', { entryId, freedId });
  return { entryId, patientId };
};
