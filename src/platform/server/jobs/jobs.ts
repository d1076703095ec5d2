import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { grantToApp } from '../db/grants.ts';
import { appRole, withClient } from '../db/roles.ts';

/** Work that happens later than its cause, or by the clock. Run by one process of all, again after a failure. */
export interface Job {
  /** `<slice>.<name>`. */
  name: string;
  /** When it runs by itself, as cron in UTC. */
  cron: string;
  /** Be idempotent: after a crash it runs once more. */
  run(): Promise<void>;
}

export interface Jobs {
  /** Runs a job soon, beside its clock. */
  runSoon(name: string): Promise<void>;
  stop(): Promise<void>;
}

const schema = 'pgboss';
/** A queue knows letters, digits, `_ - . /`; ours are named like events already. */
const retries = { retryLimit: 5, retryBackoff: true, expireInSeconds: 900 };

/** Makes or brings up to date the queue's own schema, as the owner of the database; the app role may then use it. */
export async function prepareJobs(adminUrl: string, role = appRole): Promise<void> {
  const boss = new PgBoss({ connectionString: adminUrl, schema, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false });
  await withClient(adminUrl, (client) => grantToApp(client, role));
}

/** Starts working on the jobs; several processes share them, each run is done by one. */
export async function openJobs(appUrl: string, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: appUrl, schema, migrate: false, createSchema: false, max: 3 });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue stumbled; it goes on'));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, retries);
    await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' });
    await boss.work(job.name, async () => {
      log.debug({ job: job.name }, 'job');
      await job.run();
    });
  }
  return {
    runSoon: async (name) => void (await boss.send(name, {})),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
