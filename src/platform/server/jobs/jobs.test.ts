import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import type { Context } from '../context.ts';
import { withClient } from '../db/roles.ts';
import { identitySlice } from '../identity/slice.ts';
import type { Errand } from './clinic-job.ts';
import { clinicJobs } from './clinic-jobs.ts';
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

  it('run soon after the commit that asked for one, and not after a call that came to nothing', async () => {
    let runs = 0;
    const run = async () => {
      runs += 1;
    };
    const asked = { name: 'test.asked', cron: '0 0 1 1 *', run };
    const jobs = await openJobs(clinic.database.appUrl, [asked], log);
    const sent: Promise<void>[] = [];
    clinic.platform.runSoon = (job) => void sent.push(jobs.runSoon(job));
    const broken = clinic.inside(async (ctx) => {
      ctx.runSoon(asked.name);
      throw new Error('it came to nothing');
    });
    await expect(broken).rejects.toThrow('it came to nothing');
    expect(sent).toHaveLength(0);
    await clinic.inside(async (ctx) => ctx.runSoon(asked.name));
    await Promise.all(sent);
    for (let tries = 0; runs < 1 && tries < 200; tries += 1) await sleep(100);
    await jobs.stop();
    expect([sent.length, runs]).toEqual([1, 1]);
  });

  it('go on after the clock was set ahead by years and back again', async () => {
    let runs = 0;
    const run = async () => {
      runs += 1;
    };
    const every = { name: 'test.everyMinute', cron: '* * * * *', run };
    const jobs = await openJobs(clinic.database.appUrl, [every], log);
    const ask = (text: string) =>
      withClient(
        clinic.database.superuserUrl,
        async (client) => [await client.query(text)].flat().at(-1)?.rows[0]?.answer,
      );
    const later = "now() + interval '10 years'";
    await ask(`UPDATE pgboss.version SET cron_on = ${later}; UPDATE pgboss.queue SET maintain_on = ${later}`);
    await jobs.runSoon(every.name);
    await ask(`UPDATE pgboss.job SET start_after = ${later}, singleton_on = ${later}
      WHERE name = 'test.everyMinute' AND state = 'created'`);
    await jobs.clockWentBack();
    expect(await ask('SELECT count(*)::int AS answer FROM pgboss.version WHERE cron_on > now()')).toBe(0);
    expect(await ask('SELECT count(*)::int AS answer FROM pgboss.queue WHERE maintain_on > now()')).toBe(0);
    for (let tries = 0; runs === 0 && tries < 200; tries += 1) await sleep(100);
    await jobs.stop();
    expect(runs).toBeGreaterThan(0);
  });

  it('take every clinic in turn in the system’s name, and one clinic’s failure holds up no other', async () => {
    const seen: string[] = [];
    const job = {
      name: 'test.everyClinic',
      cron: '* * * * *',
      run: async (ctx: Context) => {
        seen.push(`${ctx.clinic.slug} ${ctx.actor.kind}`);
        if (seen.length === 1) throw new Error('this one’s printer burns');
      },
    };
    const [run] = clinicJobs(clinic.platform, [{ ...identitySlice, jobs: [job] }]);
    await expect(run?.run()).rejects.toThrow('test.everyClinic failed in 1 clinics');
    expect(seen.toSorted()).toEqual(['clinic-b system', 'klinik-a system']);
  });

  it('run errands that hold no transaction while they wait, each step in one of its own', async () => {
    const steps: string[] = [];
    const errand = {
      name: 'test.errand',
      cron: '* * * * *',
      run: async ({ clinic: { slug }, inside }: Errand) => {
        const actor = await inside(async (ctx) => ctx.actor.kind);
        const failed = inside(async () => Promise.reject(new Error('this step alone is taken back')));
        await failed.catch(() => undefined);
        steps.push(`${slug} ${actor} ${await inside(async (ctx) => ctx.clinic.slug)}`);
      },
    };
    const [run] = clinicJobs(clinic.platform, [{ ...identitySlice, errands: [errand] }]);
    await run?.run();
    expect(steps.toSorted()).toEqual(['clinic-b system clinic-b', 'klinik-a system klinik-a']);
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
