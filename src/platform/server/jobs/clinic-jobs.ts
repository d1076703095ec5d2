import { sql } from 'kysely';
import type { Clinic } from '../actor.ts';
import type { Context } from '../context.ts';
import { runAct } from '../http/run-act.ts';
import type { Platform } from '../platform.ts';
import type { ServerSlice } from '../slice.ts';
import type { ClinicErrand, ClinicJob } from './clinic-job.ts';
import type { Job } from './jobs.ts';

/** The slices' jobs as the queue runs them. A clinic whose turn fails does not hold the others up. */
export function clinicJobs(platform: Platform, slices: readonly ServerSlice[]): Job[] {
  const inOne = slices.flatMap((slice) => slice.jobs ?? []).map(asErrand);
  return [...inOne, ...slices.flatMap((slice) => slice.errands ?? [])].map((job) => ({
    name: job.name,
    cron: job.cron,
    async run() {
      const failed: unknown[] = [];
      for (const clinic of await allClinics(platform)) {
        const inside = <T>(body: (ctx: Context) => Promise<T>) => inTurn(platform, clinic, job.name, body);
        await job.run({ clinic, inside }).catch((error) => failed.push(error));
      }
      if (failed.length > 0)
        throw new AggregateError(failed, `${job.name} failed in ${failed.length} clinics`);
    },
  }));
}

/** A job that is one transaction. */
function asErrand(job: ClinicJob): ClinicErrand {
  return { ...job, run: ({ inside }) => inside((ctx) => job.run(ctx)) };
}

async function allClinics(platform: Platform): Promise<Clinic[]> {
  const found = await sql<Clinic>`
    SELECT id, slug, name, country, zone, currency, language, demo, settings FROM platform_clinic ORDER BY id`.execute(
    platform.database.kysely,
  );
  return found.rows;
}

function inTurn<T>(
  platform: Platform,
  clinic: Clinic,
  name: string,
  body: (ctx: Context) => Promise<T>,
): Promise<T> {
  const { language } = clinic;
  const actor = { kind: 'system' as const, id: 'job', name: 'serambi', roles: [], language };
  return runAct(
    platform,
    { actor, clinic, language },
    {
      event: name,
      action: name,
      kind: 'administrative',
      audience: 'byScope',
      effect: 'write',
      // it looks every minute; what it then does leaves its own traces
      audited: false,
      body,
    },
  );
}
