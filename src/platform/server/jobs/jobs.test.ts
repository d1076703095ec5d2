import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { withClient } from '../db/roles.ts';
import { housekeeping } from './housekeeping.ts';
import { openJobs, prepareJobs } from './jobs.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  await prepareJobs(clinic.database.adminUrl);
});
afterAll(() => clinic.close());

const log = pino({ level: 'silent' });

describe('jobs', () => {
  it('run as the app role, again after a failure', async () => {
    let runs = 0;
    const failingOnce = {
      name: 'test.failingOnce',
      cron: '0 0 1 1 *',
      run: async () => {
        runs += 1;
        if (runs === 1) throw new Error('the first run fails');
      },
    };
    const jobs = await openJobs(clinic.database.appUrl, [failingOnce], log);
    await jobs.runSoon(failingOnce.name);
    for (let tries = 0; runs < 2 && tries < 200; tries += 1) await sleep(100);
    await jobs.stop();
    expect(runs).toBe(2);
  });

  it('forget kept answers and pushed events once they have served, and not before', async () => {
    const asked = { action: 'vitals.record', subject: 'Encounter/kept' };
    await clinic.as('frontDesk').call(work, 'askSomebody', asked, { key: 'kept-for-a-week' });
    const counts = () =>
      withClient(clinic.database.superuserUrl, async (client) => {
        const found = await client.query(
          'SELECT (SELECT count(*)::int FROM platform_idempotency) AS answers, (SELECT count(*)::int FROM platform_outbox) AS events',
        );
        return found.rows[0];
      });
    await housekeeping(clinic.platform).run();
    expect((await counts()).answers).toBe(1);
    clinic.clock.advance(8 * 24 * 60);
    await housekeeping(clinic.platform).run();
    expect((await counts()).answers).toBe(0);
  });
});
