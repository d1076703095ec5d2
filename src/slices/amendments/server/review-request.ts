import type { Verb } from '#platform/server/slice.ts';
import type { amendments } from '../contract.ts';
import { lockRequest, moveRequest } from './requests.ts';

/** Somebody looks into it. What it is about is said once more, since that decides who answers. */
export const reviewRequest: Verb<typeof amendments, 'reviewRequest'> = async (ctx, input) => {
  const { content, note } = input;
  const row = await lockRequest(ctx, input.requestId, 'review');
  return moveRequest(ctx, row, { state: 'review', note, set: { content } });
};
