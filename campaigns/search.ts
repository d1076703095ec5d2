import { withClient } from '#platform/server/db/roles.ts';
import { writeRow } from '#platform/server/record/write-row.ts';
import { openTestClinic } from '#testing/clinic.ts';
import { makeCorpus } from '#testing/search/corpus.ts';
import { difference } from '#testing/search/differ.ts';
import { openNaive } from '#testing/search/naive.ts';
import { makeQuery } from '#testing/search/queries.ts';
import { startTestServer } from '#testing/server.ts';
import { campaign, type Found } from './support/campaign.ts';

/**
 * Random searches over random resources, each compared with looking at every resource by the standard's own
 * expressions. Control: the search rows of one table lose a tenth, which the comparison must notice.
 */
async function search(options: {
  n: number;
  random: () => number;
  resources: number;
  tell(words: string): void;
}): Promise<Found> {
  const { n, random, tell } = options;
  const { server, remove } = await startTestServer();
  const clinic = await openTestClinic({ server });
  try {
    const naive = openNaive();
    const resources = makeCorpus(options.resources, random);
    await clinic.inside(async (ctx) => {
      for (const one of resources) await writeRow(ctx, one, one.id ?? ctx.newId(), { deleted: false });
    });
    const compare = async (queries: number) => {
      const failures: string[] = [];
      for (let at = 0; at < queries && failures.length < 60; at++) {
        const query = makeQuery(resources, naive, random);
        const found = await clinic.inside((ctx) => difference(ctx, resources, naive, query));
        if (found) failures.push(found);
        if ((at + 1) % 1000 === 0) tell(`${at + 1} searches, ${failures.length} different`);
      }
      return failures;
    };
    const failures = await compare(n);
    await withClient(clinic.database.superuserUrl, (client) =>
      client.query('DELETE FROM record_token WHERE hashtext(id || code) % 10 = 0'),
    );
    const noticed = await compare(300);
    return {
      n,
      failures,
      control: noticed.length > 0 ? 'caught' : 'missed',
      figures: { resources: resources.length, noticed: noticed.length },
    };
  } finally {
    await clinic.close();
    await remove();
  }
}

await campaign(
  'search',
  { n: 10_000, short: 300, more: { resources: [400, 400] } },
  ({ n, random, more, tell }) => search({ n, random, tell, resources: more.resources ?? 0 }),
);
