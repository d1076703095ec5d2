import type { Verb } from '#platform/server/slice.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { documents } from '../contract.ts';
import { neededFor } from '../shared/standing.ts';
import { typed } from './file-document.ts';
import { keepDocument } from './keep.ts';
import { holdDocument, isDoneRow, isPreliminary } from './rows.ts';
import { mustBeType } from './types.ts';
import { answerOf } from './views.ts';
import { checkDay } from './whose.ts';

/** Puts the index right. The document itself stays; another type may ask for a review or a signature that is still due. */
export const correctDocument: Verb<typeof documents, 'correctDocument'> = async (ctx, input) => {
  const { index, reason } = input;
  const before = await holdDocument(ctx, input);
  const preliminary = await isPreliminary(ctx);
  if (preliminary && isDoneRow(before)) return ctx.fail('alreadyFinal');
  // a type that is no longer used may stay
  const type = index.type === before.type_code ? undefined : await mustBeType(ctx, index.type, 'index.type');
  if (type && type.office !== before.office) return ctx.fail('otherKeeping');
  checkDay(ctx, index.servedOn, await cardOf(ctx, before.patient_id));
  const row = await keepDocument(ctx, {
    ...before,
    ...(type && { ...typed(ctx, type), needs: neededFor(type.needs, preliminary) }),
    ...{ served_on: index.servedOn, title: index.title, source: index.source, reason },
    ...{ amended: before.amended || isDoneRow(before), version: before.version + 1 },
  });
  ctx.note('documents.corrected', {
    ...{ patientId: row.patient_id, subject: row.id },
    details: { reason, type: [before.type_code, row.type_code], servedOn: [before.served_on, row.served_on] },
  });
  return answerOf(ctx, row);
};
