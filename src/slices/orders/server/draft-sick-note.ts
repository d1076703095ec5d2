import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { daysBetween } from '#platform/shared/time.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { orders } from '../contract.ts';
import { isSigned } from './done.ts';
import { idOf } from './fhir-parts.ts';
import { documentKind, documentResource, isFinal, sickNoteElements, sickNoteOf } from './note-codec.ts';

/** Longer rest is a new visit's decision. */
const mostDays = 31;

export const draftSickNote: Verb<typeof orders, 'draftSickNote'> = async (ctx, input) => {
  const { visitId, sickNoteId, from, to } = input;
  const { patientId } = await visitOf(ctx, visitId);
  if (to < from) refuseField('to', 'orders_field_endBeforeStart');
  if (daysBetween(from, to) >= mostDays) refuseField('to', 'orders_field_tooLong', { days: mostDays });
  const { attachment, period } = sickNoteElements(ctx, input);
  if (sickNoteId) {
    const standing = await ctx.record.read('DocumentReference', sickNoteId);
    // another visit's is another patient's, or was said of another day
    const isHers = idOf(standing?.context?.encounter?.[0]) === visitId;
    if (!standing || !isHers || documentKind(standing) !== 'sickNote')
      return refuse('notFound', { type: 'SickNote', id: sickNoteId });
    if (isFinal(standing)) return ctx.fail('signed');
    const changed = await ctx.record.patch('DocumentReference', sickNoteId, (one) => {
      one.content = [{ ...one.content[0], attachment }];
      one.context = { ...one.context, period };
      one.date = ctx.now;
    });
    return { patientId, sickNote: sickNoteOf(changed) };
  }
  const draft = documentResource(ctx, 'sickNote', { visitId, patientId, text: input.advice ?? '' });
  draft.context = { ...draft.context, period };
  const created = await ctx.record.create(draft);
  // asked for after the visit was signed: it waits for the physician on its own
  if (await isSigned(ctx, visitId)) {
    await ctx.work.open({
      kind: 'orders.signPending',
      subject: `DocumentReference/${created.id}`,
      patientId,
      visitId,
    });
  }
  return { patientId, sickNote: sickNoteOf(created) };
};
