import { startTestServer } from '#testing/server.ts';
import { actions } from './audit/actions.ts';
import { many } from './audit/many.ts';
import { tamperings } from './audit/tamperings.ts';
import { campaign } from './support/campaign.ts';

/**
 * The audit trail: what a superuser does to it is found and located; what people do through HTTP stands in it one for
 * one; a million rows are verified while one waits. Controls: a verification without the chain, and a build that
 * writes no row for one kind of act.
 */
await campaign(
  'audit',
  { n: 10_000, short: 200, more: { actions: [10_000, 200], rows: [1_000_000, 20_000] } },
  async ({ n, seed, random, more, tell }) => {
    const { server, remove } = await startTestServer();
    try {
      const tampered = await tamperings(server, { n, random, tell });
      const acted = await actions(server, { n: more.actions ?? 0, seed, tell });
      const counted = await many(server, { rows: more.rows ?? 0, tell });
      const controls = [tampered.control, acted.control];
      return {
        n,
        failures: [...tampered.failures, ...acted.failures, ...counted.failures],
        control: controls.every((one) => one === 'caught') ? 'caught' : 'missed',
        figures: { ...tampered.figures, ...acted.figures, ...counted.figures },
      };
    } finally {
      await remove();
    }
  },
);
