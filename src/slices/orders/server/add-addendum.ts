import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { orders } from '../contract.ts';
import { isSigned } from './done.ts';
import { documentResource, sign } from './note-codec.ts';
import { signerOf } from './signer.ts';

export const addAddendum: Verb<typeof orders, 'addAddendum'> = async (ctx, { visitId, text }) => {
  const visit = await visitOf(ctx, visitId);
  if (!(await isSigned(ctx, visitId))) return ctx.fail('notSigned');
  const addendum = documentResource(ctx, 'addendum', { visitId, patientId: visit.patientId, text });
  addendum.relatesTo = [{ code: 'appends', target: { reference: `DocumentReference/${visitId}` } }];
  sign(ctx, addendum, await signerOf(ctx, undefined));
  const { id } = await ctx.record.create(addendum);
  return { patientId: visit.patientId, addendumId: id };
};
