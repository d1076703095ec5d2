import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { following } from '../db/follow.ts';
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
  /** After the computer's clock was set back: what is written down for later than now would not come until then. */
  clockWentBack(): Promise<void>;
  stop(): Promise<void>;
}

const schema = 'pgboss';
/** A queue knows letters, digits, `_ - . /`; ours are named like events already. */
const retries = { retryLimit: 5, retryBackoff: true, expireInSeconds: 900 };

/** Makes or brings up to date the queue's own schema, as the owner of the database; the app role may then use it. */
export async function prepareJobs(adminUrl: string, role = appRole): Promise<void> {
  const boss = new PgBoss({ ...following(adminUrl), schema, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false });
  await withClient(adminUrl, (client) => grantToApp(client, role));
}

/** Starts working on the jobs; several processes share them, each run is done by one. */
export async function openJobs(appUrl: string, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ ...following(appUrl), schema, migrate: false, createSchema: false, max: 3 });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue stumbled; it goes on'));
  // the clock may have been set while nothing ran here
  await mendTimes(appUrl);
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
    clockWentBack: () => mendTimes(appUrl),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

/**
 * The queue notes when each of its rounds was last done and skips those done less than so long ago: a note from a
 * time that is still to come would hold all of them back until then. So would a start that lies ahead (no job of ours
 * is put off for longer than its retries), a run that seems not to have begun yet, and a minute taken already.
 */
async function mendTimes(url: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(`
      UPDATE ${schema}.version SET cron_on = least(cron_on, now()), bam_on = least(bam_on, now()),
        flow_on = least(flow_on, now()), monitor_backoff_on = NULL;
      UPDATE ${schema}.queue SET monitor_on = least(monitor_on, now()), maintain_on = least(maintain_on, now()),
        monitor_claim_on = least(monitor_claim_on, now())
        WHERE greatest(monitor_on, maintain_on, monitor_claim_on) > now();
      UPDATE ${schema}.job SET start_after = now() WHERE state < 'active' AND start_after > now() + interval '1 hour';
      UPDATE ${schema}.job SET started_on = now(), heartbeat_on = now() WHERE state = 'active' AND started_on > now();
      UPDATE ${schema}.job SET singleton_on = NULL WHERE singleton_on > now() AT TIME ZONE 'UTC';`),
  );
}
