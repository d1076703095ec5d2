import type { Provenance } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { documents } from '../contract.ts';
import { referenceOf } from './codec.ts';
import { keepDocument } from './keep.ts';
import { type DocumentRow, fileOf, holdDocument, isDoneRow, isOpenable } from './rows.ts';
import { answerOf } from './views.ts';

type Documents = typeof documents;
type Ctx = Parameters<Verb<Documents, 'reviewDocument'>>[0];

/** A nurse has looked through it; where a signature is due, that still is. */
export const reviewDocument: Verb<Documents, 'reviewDocument'> = async (ctx, input) => {
  const before = await mustWait(ctx, input);
  if (before.reviewed_at) return ctx.fail('alreadyFinal');
  const row = await keepDocument(ctx, {
    ...{ ...before, version: before.version + 1 },
    ...{ reviewed_at: ctx.now, reviewed_by_name: ctx.actor.name },
  });
  await ctx.record.create(provenanceOf(ctx, row, 'verifier'));
  return answerOf(ctx, row);
};

/** The physician has read it and answers for what becomes of it. */
export const signDocument: Verb<Documents, 'signDocument'> = async (ctx, input) => {
  const before = await mustWait(ctx, input);
  const row = await keepDocument(ctx, {
    ...{ ...before, version: before.version + 1 },
    ...{ signed_at: ctx.now, signed_by_name: ctx.actor.name },
  });
  await ctx.record.create(provenanceOf(ctx, row, 'attester'));
  return answerOf(ctx, row);
};

async function mustWait(ctx: Ctx, input: { documentId: string; version: number }): Promise<DocumentRow> {
  const row = await holdDocument(ctx, input);
  if (isDoneRow(row)) return ctx.fail('alreadyFinal');
  if (!isOpenable(await fileOf(ctx, row.file_id))) return ctx.fail('notScannedYet');
  return row;
}

function provenanceOf(ctx: Context, row: DocumentRow, code: 'verifier' | 'attester'): Provenance {
  const system = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
  return {
    resourceType: 'Provenance',
    target: [{ reference: referenceOf(row) }],
    recorded: ctx.now,
    agent: [{ type: { coding: [{ system, code }] }, who: authorOf(ctx) }],
  };
}
