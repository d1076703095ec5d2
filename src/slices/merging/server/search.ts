import type { Patient } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { ClinicErrand } from '#platform/server/jobs/clinic-job.ts';
import { type ChangePlace, chartsChangedAfter, listLookAlikes } from '#slices/records/server/index.ts';

/** Charts that are compared in one transaction: a few seconds' work, so that nobody waits for a row that it holds. */
const batch = 50;
/** Of one run. At a run every ten minutes of the night a clinic of 100,000 charts is through in a week, and then has only the new ones. */
const mostInRun = 1000;
/** Hours of the clinic's own night. */
const night = { from: 0, to: 5 };

/**
 * Compares charts with all others by night, in the order in which they were last changed: each once after each change. What
 * it finds waits on the list for a person.
 */
export const searchLookAlikes: ClinicErrand = {
  name: 'merging.searchLookAlikes',
  cron: '*/10 * * * *',
  async run({ inside }) {
    for (let done = 0; done < mostInRun; done += batch) {
      if ((await inside(searchBatch)) < batch) return;
    }
  },
};

/** @returns how many charts were compared; none by day */
async function searchBatch(ctx: Context): Promise<number> {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: ctx.clinic.zone }).format(
      ctx.clock.now(),
    ),
  );
  if (hour < night.from || hour >= night.to) return 0;
  return compareNext(ctx, batch);
}

/** Compares the next charts after the place where the last search stopped. @returns how many there were */
export async function compareNext(ctx: Context, most: number): Promise<number> {
  const charts = await chartsChangedAfter(ctx, await placeOf(ctx), most);
  const last = charts.at(-1);
  if (!last) return 0;
  const ids = charts.filter(({ active }) => active).map((one) => one.patientId);
  const patients = await ctx.record.readMany('Patient', ids);
  const found = await listLookAlikes(
    ctx,
    patients.filter((one): one is Patient & { id: string } => one.id !== undefined),
  );
  const place = { changed_at: last.at, patient_id: last.patientId };
  await ctx.db
    .insertInto('merging_search')
    .values({ clinic_id: ctx.clinic.id, ...place })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(place))
    .execute();
  if (found > 0) ctx.emit('merging.worklistChanged', {});
  return charts.length;
}

async function placeOf(ctx: Context): Promise<ChangePlace | undefined> {
  const { rows } = await sql<ChangePlace>`
    SELECT changed_at::text AS at, patient_id AS "patientId" FROM merging_search
    WHERE clinic_id = ${ctx.clinic.id} FOR UPDATE`.execute(ctx.db);
  return rows[0];
}
