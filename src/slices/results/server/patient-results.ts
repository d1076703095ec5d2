import type { Verb } from '#platform/server/slice.ts';
import { testsDone } from '#slices/orders/server/index.ts';
import { cardOf, isResult, resultCategories } from '#slices/records/server/index.ts';
import type { results } from '../contract.ts';
import { together } from './found.ts';
import { observed } from './observed.ts';
import { reported } from './reported.ts';

/** How many of each type are read for one chart, and how many results are told; the timeline has them all. */
const most = { observations: 200, reports: 40, tests: 40, told: 40 } as const;

export const patientResults: Verb<typeof results, 'patientResults'> = async (ctx, { patientId }) => {
  const hers = { param: 'patient', reference: `Patient/${patientId}` };
  // what is carried out here is shown to those who read orders; sent together, answered one after the other
  const readsOrders = (await ctx.may('orders.read')).allowed;
  const [, observations, reports, tests] = await Promise.all([
    cardOf(ctx, patientId),
    ctx.record.search('Observation', {
      where: [hers, { param: 'category', token: resultCategories }],
      ...{ order: '-date', limit: most.observations },
    }),
    ctx.record.search('DiagnosticReport', { where: [hers], order: '-date', limit: most.reports }),
    readsOrders ? testsDone(ctx, patientId, most.tests) : [],
  ]);
  const all = together([
    ...observations.filter(isResult).flatMap((one) => observed(one, ctx.language)),
    ...reports.map(reported),
    ...tests.map(({ code, label, ...value }) => ({
      ...{ kind: 'test' as const, key: code ?? label.toLowerCase(), title: label, holds: [] },
      value,
    })),
  ]);
  const isFull =
    observations.length === most.observations ||
    reports.length === most.reports ||
    tests.length === most.tests;
  return { patientId, results: all.slice(0, most.told), more: isFull || all.length > most.told };
};
