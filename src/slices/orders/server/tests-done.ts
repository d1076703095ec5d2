import type { Context } from '#platform/server/context.ts';
import { favouriteLabels } from './favourites.ts';
import { idOf, itemCode, patientReference } from './fhir-parts.ts';
import { isPreliminary, performedOf } from './performed-codec.ts';
import { orderKindSystem } from './systems.ts';

/** A test that was carried out here, for lists of results. */
export interface TestDone {
  /** `Procedure/id`. */
  id: string;
  /** The favourite's, absent for one that was typed. */
  code: string | undefined;
  /** In the reader's language. */
  label: string;
  at?: string;
  /** What whoever did it wrote beside it: the value. */
  words?: string;
  by?: string;
  standing: 'final' | 'preliminary' | 'inError';
  visitId?: string;
}

/** Tests of a patient, the newest first; taken back ones are among them and say so. */
export async function testsDone(ctx: Context, patientId: string, most: number): Promise<TestDone[]> {
  const found = await ctx.record.search('Procedure', {
    where: [
      { param: 'patient', ...patientReference(patientId) },
      { param: 'category', token: `${orderKindSystem}|test` },
    ],
    ...{ order: '-date', limit: most },
  });
  const labels = await favouriteLabels(
    ctx,
    found.map(({ code }) => itemCode(code)),
  );
  return found.map((one) => {
    const code = itemCode(one.code);
    const { at, by, note } = performedOf(one);
    const visitId = idOf(one.encounter);
    return {
      ...{ id: `Procedure/${one.id}`, code },
      label: (code && labels.get(code)?.[ctx.language]) || (one.code?.text ?? '?'),
      standing: one.status === 'entered-in-error' ? 'inError' : isPreliminary(one) ? 'preliminary' : 'final',
      ...(at && { at }),
      ...(note && { words: note }),
      ...(by && { by }),
      ...(visitId && { visitId }),
    };
  });
}
