import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { openBooks } from '#slices/bookkeeping/server/index.ts';
import { openCompetencies } from '#slices/competencies/server/index.ts';
import { openOrders } from '#slices/orders/server/index.ts';
import { openTraining } from '#slices/training/server/index.ts';
import type { VisitType } from '#slices/scheduling/contract.ts';
import { saveVisitTypeRow } from '#slices/scheduling/server/index.ts';

/** Lengths that a general practice starts from; the clinic changes them as it learns its own. */
const visitTypes: readonly (Pick<VisitType, 'code' | 'durationMinutes' | 'colour' | 'patients'> & {
  key: string;
})[] = [
  { code: 'consultation', key: 'consultation', durationMinutes: 15, colour: 'blue', patients: 'any' },
  { code: 'new-patient', key: 'newPatient', durationMinutes: 30, colour: 'teal', patients: 'new' },
  { code: 'follow-up', key: 'followUp', durationMinutes: 10, colour: 'green', patients: 'established' },
  { code: 'procedure', key: 'procedure', durationMinutes: 30, colour: 'orange', patients: 'any' },
];

/** What every new clinic has before anybody set anything: nothing here is needed to be right, all can be changed. */
export async function openDefaults(ctx: Context): Promise<void> {
  await openBooks(ctx);
  await openOrders(ctx);
  await openCompetencies(ctx);
  await openTraining(ctx);
  for (const { key, ...type } of visitTypes) {
    await saveVisitTypeRow(ctx, {
      ...type,
      labelEn: words('en', `setup_visit_${key}`),
      labelId: words('id', `setup_visit_${key}`),
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      bufferOwner: 'practitioner',
      prepEn: '',
      prepId: '',
      practitionerIds: [],
      roomKind: null,
      active: true,
    });
  }
}
