import type { Verb } from '#platform/server/slice.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { waitlist } from '../contract.ts';
import { writeWish } from './entry-codec.ts';
import { labelOf, mustBeGood } from './wishes.ts';

/** Puts a patient on the list for one visit type; for another she may wait beside it. */
export const addEntry: Verb<typeof waitlist, 'addEntry'> = async (ctx, input) => {
  const { patientId, visitTypeCode } = input;
  await mustBePatient(ctx, patientId);
  const type = await mustBeGood(ctx, input);
  const before = await ctx.db
    .selectFrom('waitlist_entry')
    .select('entry_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('visit_type_code', '=', visitTypeCode)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (before) return ctx.fail('alreadyWaiting');
  const blank = {
    resourceType: 'Appointment',
    status: 'waitlist',
    created: ctx.now,
    participant: [],
  } as const;
  const created = await ctx.record.create(
    writeWish({ ...blank, participant: [] }, input, labelOf(ctx, type)),
  );
  return { entryId: created.id, patientId };
};
