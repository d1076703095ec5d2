import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { disclosures } from '../contract.ts';
import { type State, states } from '../shared/codes.ts';
import { authorisationsOf } from './authorisations.ts';
import { disclosureView } from './log-disclosure.ts';
import { openRows, requestViews, rowsOfPatient } from './requests.ts';

type Disclosures = typeof disclosures;

/** What left a chart, what is asked for, and the papers by which it may leave; the newest first. */
export const patientDisclosures: Verb<Disclosures, 'patientDisclosures'> = async (ctx, { patientId }) => {
  await cardOf(ctx, patientId);
  const found = await ctx.db
    .selectFrom('disclosures_disclosure')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('disclosed_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    ...{ patientId, disclosures: found.map(disclosureView) },
    requests: await requestViews(ctx, await rowsOfPatient(ctx, patientId)),
    authorisations: await authorisationsOf(ctx, patientId),
  };
};

/** What is asked of the clinic and not done, by the day on which it is due. */
export const openRequests: Verb<Disclosures, 'openRequests'> = async (ctx) => ({
  requests: await requestViews(ctx, await openRows(ctx)),
});

/** One request with every state that it has been in. */
export const readRequest: Verb<Disclosures, 'readRequest'> = async (ctx, { requestId }) => {
  const row = await ctx.db
    .selectFrom('disclosures_request')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Request', id: requestId });
  const [request] = await requestViews(ctx, [row]);
  if (!request) throw new Error('a row has its view');
  const steps = await ctx.db
    .selectFrom('disclosures_step')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('request_id', '=', requestId)
    .execute();
  return {
    ...{ patientId: row.patient_id, request },
    steps: steps
      .map((one) => ({ state: one.state as State, at: one.at, by: one.by_name, note: one.note }))
      .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state)),
  };
};
