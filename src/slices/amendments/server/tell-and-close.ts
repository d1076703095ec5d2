import type { Verb } from '#platform/server/slice.ts';
import type { amendments } from '../contract.ts';
import { untoldOf } from '../shared/rules.ts';
import { dayOf, mustBeBetween } from './patient.ts';
import { lockRequest, moveRequest, viewOf } from './requests.ts';

type Amendments = typeof amendments;

/** The patient has the answer in writing: on which day, and how. */
export const tellPatient: Verb<Amendments, 'tellPatient'> = async (ctx, { requestId, on, way }) => {
  const row = await lockRequest(ctx, requestId, 'tell');
  mustBeBetween(ctx, 'on', on, dayOf(ctx, row.decided_at ?? ctx.now));
  return moveRequest(ctx, row, { state: 'told', set: { told_on: on, told_way: way } });
};

/** Nothing is left to do; not before everybody who must know of a correction was told. */
export const closeRequest: Verb<Amendments, 'closeRequest'> = async (ctx, { requestId, note }) => {
  const row = await lockRequest(ctx, requestId, 'close');
  const { outcome, parties } = await viewOf(ctx, row);
  const untold = outcome === 'accepted' ? untoldOf(parties) : [];
  if (untold.length > 0) return ctx.fail('partyUntold', { names: untold.join(', ') });
  return moveRequest(ctx, row, { state: 'closed', note });
};
