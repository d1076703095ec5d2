import { watchSource } from './access/cuts.ts';
import { campaign } from './support/campaign.ts';

/**
 * Takes away what keeps one clinic, patient or role from another's, one check at a time, and demands that the access
 * matrix misses it. Nothing of `src` may be loaded before the source is watched. While working on the matrix,
 * `--only TEXT` keeps to checks whose place or text has this in it, and `--by TEXT` to routes of such a name (a comma
 * between several); the database and the pool are left alone then.
 */
const watched = watchSource();
const { run } = await import('./access/run.ts');

await campaign(
  'access',
  { n: 10_000, short: 4, more: { switches: [10_000, 1_000], routes: [8, 3] }, texts: ['only', 'by'] },
  (asked) => run(asked, watched),
);
