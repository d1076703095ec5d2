import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { daysBetween, today } from '#platform/shared/time.ts';
import { allStaff } from '../staff-named.ts';
import { type CredentialRow, credentialRows } from './rows.ts';

const own = 'workforce.ownCredentialEnds';
const hers = 'workforce.credentialEnds';
const action = 'workforce.manageCredentials';
const dueMinutes = 7 * 24 * 60;

export const taskKinds: TaskKind[] = [
  { kind: own, action, dueMinutes },
  { kind: hers, action, dueMinutes },
];

/** Days before the end at which somebody is told, the last first. */
const stages = [7, 30, 90, 180] as const;

/**
 * Tells whoever holds a credential, and who manages them, that it will end: at 180, 90, 30 and 7 days, each once. What
 * comes to be known late is told once, not for each stage that has passed.
 */
export const tellOfExpiries: ClinicJob = {
  name: 'workforce.tellOfExpiries',
  cron: '23 * * * *',
  async run(ctx) {
    const day = today(ctx.clock, ctx.clinic.zone);
    const people = new Map((await allStaff(ctx)).map((one) => [one.staffId, one]));
    for (const row of await credentialRows(ctx)) {
      const person = people.get(row.staff_id);
      if (!person || person.status === 'disabled' || row.last_day === null || row.suspended_reason) continue;
      const left = daysBetween(day, row.last_day);
      const stage = stages.find((one) => left <= one);
      if (stage === undefined || left < 0 || !(await firstTime(ctx, row, stage))) continue;
      await tell(ctx, row, { name: person.name, left, lastDay: row.last_day });
    }
  },
};

/** Notes the stage and those before it, which nobody needs to hear any more. @returns whether it was not noted yet */
async function firstTime(ctx: Context, row: CredentialRow, stage: number): Promise<boolean> {
  const passed = stages.filter((one) => one >= stage);
  const noted = await ctx.db
    .insertInto('workforce_told')
    .values(
      passed.map((days_before) => ({
        ...{ clinic_id: ctx.clinic.id, credential_id: row.id, last_day: row.last_day ?? '' },
        ...{ days_before, told_at: ctx.now },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('days_before')
    .execute();
  return noted.some((one) => one.days_before === stage);
}

async function tell(
  ctx: Context,
  row: CredentialRow,
  about: { name: string; left: number; lastDay: string },
): Promise<void> {
  const subject = `Basic/${row.id}`;
  // one task about one end: that of the stage before was not heard
  await ctx.work.finish(subject, 'cancelled');
  const params = { name: about.name, credential: row.kind, day: about.lastDay };
  const urgent = about.left <= 7;
  const mine = { ...params, screen: '/work/my-credentials' };
  await ctx.work.open({ kind: own, subject, ownerId: row.staff_id, urgent, params: mine });
  const screen = `/clinic/people/${row.staff_id}`;
  await ctx.work.open({ kind: hers, subject, urgent, params: { ...params, screen } });
}
