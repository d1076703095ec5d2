import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { amendments } from '../contract.ts';
import { type State, states } from '../shared/codes.ts';
import { requestRows, viewOf } from './requests.ts';
import { requestViews } from './views.ts';

type Amendments = typeof amendments;

/** All that a patient has asked to be amended, the newest first. */
export const patientAmendments: Verb<Amendments, 'patientAmendments'> = async (ctx, { patientId }) => {
  await cardOf(ctx, patientId);
  const rows = await requestRows(ctx)
    .where('patient_id', '=', patientId)
    .orderBy('received_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return { patientId, requests: await requestViews(ctx, rows) };
};

/** What is asked of the clinic and not closed, by the day on which it is due. */
export const openRequests: Verb<Amendments, 'openRequests'> = async (ctx) => {
  const rows = await requestRows(ctx)
    .where('state', '<>', 'closed')
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  return { requests: await requestViews(ctx, rows) };
};

/** One request with every state that it has been in. */
export const readRequest: Verb<Amendments, 'readRequest'> = async (ctx, { requestId }) => {
  const row = await requestRows(ctx).where('id', '=', requestId).executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Request', id: requestId });
  const steps = await ctx.db
    .selectFrom('amendments_step')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('request_id', '=', requestId)
    .execute();
  return {
    ...{ patientId: row.patient_id, request: await viewOf(ctx, row) },
    steps: steps
      .map((one) => ({ state: one.state as State, at: one.at, by: one.by_name, note: one.note }))
      .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state)),
  };
};
