import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { JobRecord, workforce } from '#slices/workforce/contract.ts';
import { staffNamed } from '../staff-named.ts';
import { jobRows, newestVersions, recordsOf } from './rows.ts';

export const jobRecords: Verb<typeof workforce, 'jobRecords'> = async (ctx, { staffId = ctx.actor.id }) => {
  const own = staffId === ctx.actor.id;
  if (!own && !(await readsAll(ctx))) return ctx.fail('staffMissing');
  if (!own && !(await staffNamed(ctx, staffId))) return ctx.fail('staffMissing');
  const newest = await newestVersions(ctx);
  const mine = await recordsOf(ctx, await jobRows(ctx, { staffId }), newest);
  if (!own) return { records: mine, toSign: [] };
  const asSupervisor = await jobRows(ctx, { reportsToId: ctx.actor.id });
  const open = asSupervisor.filter((row) => newest.get(row.staff_id) === row.version);
  const toSign = (await recordsOf(ctx, open, newest)).filter((one) => !one.signed.supervisor);
  return { records: mine, toSign };
};

async function readsAll(ctx: Context): Promise<boolean> {
  return (await ctx.may('workforce.read')).allowed;
}

/** One version, for its person, for whom she reports to in it, and for who reads job descriptions. */
export async function findRecord(
  ctx: Context,
  staffId: string,
  version: number,
): Promise<JobRecord | undefined> {
  const row = (await jobRows(ctx, { staffId })).find((one) => one.version === version);
  const concerns = row && [row.staff_id, row.reports_to_id].includes(ctx.actor.id);
  if (!row || !(concerns || (await readsAll(ctx)))) return undefined;
  return (await recordsOf(ctx, [row], await newestVersions(ctx)))[0];
}
