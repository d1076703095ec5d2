import { sql } from 'kysely';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { dutiesOf } from '#slices/workforce/shared/duties/duties-of.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { allStaff, staffNamed } from '../staff-named.ts';
import { jobRows, jobSubject } from './rows.ts';

type Workforce = typeof workforce;

export const signOwnTask = 'workforce.signOwnJob';
export const signOthersTask = 'workforce.signJobOf';
const task = { action: 'workforce.manage', dueMinutes: 7 * 24 * 60 };
export const jobTasks: TaskKind[] = [
  { ...task, kind: signOwnTask },
  { ...task, kind: signOthersTask },
];

export const jobRecordDraft: Verb<Workforce, 'jobRecordDraft'> = async (ctx, { staffId }) => {
  const person = (await staffNamed(ctx, staffId)) ?? ctx.fail('staffMissing');
  const { language, country, name } = ctx.clinic;
  const jobs = await loadRoles(ctx.db, ctx.clinic.id, person.roles);
  const { administrative, clinical, ...rest } = dutiesOf(country, person.roles, language);
  return {
    draft: {
      ...rest,
      title: jobs.map((job) => job.label[language]).join(', '),
      site: name,
      duties: { administrative, clinical, specialty: [] },
      competencies: [],
      ...{ fromDay: today(ctx.clock, ctx.clinic.zone), toDay: null },
    },
    people: (await allStaff(ctx))
      .filter((one) => one.status === 'active' && one.staffId !== staffId)
      .map((one) => ({ staffId: one.staffId, name: one.name })),
  };
};

/** Writes a version for a person: both get a task to sign it, and what waited of the one before waits no more. */
export const saveJobRecord: Verb<Workforce, 'saveJobRecord'> = async (ctx, input) => {
  const { staffId, basedOn, reportsToId, fromDay, toDay, ...content } = input;
  if (toDay !== null && toDay < fromDay) refuseField('toDay', 'workforce_field_endBeforeBegin');
  if (reportsToId === staffId) refuseField('reportsToId', 'workforce_field_reportsToHerself');
  const person = await staffNamed(ctx, staffId);
  if (!person || person.status === 'disabled') return ctx.fail('staffMissing');
  const supervisor = await staffNamed(ctx, reportsToId);
  if (supervisor?.status !== 'active') return refuseField('reportsToId', 'workforce_field_notHere');
  const { administrative, clinical, specialty } = content.duties;
  if (administrative.length + clinical.length + specialty.length === 0)
    refuseField('duties.administrative', 'workforce_field_noDuty');
  // two writers of one person's do so one after the other
  await sql`SELECT FROM identity_staff WHERE clinic_id = ${ctx.clinic.id} AND id = ${staffId} FOR UPDATE`.execute(
    ctx.db,
  );
  const [newest] = await jobRows(ctx, { staffId });
  if ((newest?.version ?? 0) !== basedOn) {
    return ctx.fail('recordChanged', { by: newest?.written_by ?? '', version: newest?.version ?? 0 });
  }
  const version = basedOn + 1;
  await ctx.db
    .insertInto('workforce_job_record')
    .values({
      ...{ clinic_id: ctx.clinic.id, staff_id: staffId, version, reports_to_id: reportsToId },
      ...{ reports_to_name: supervisor.name, person_name: person.name, roles: person.roles },
      ...{ content: JSON.stringify(content), from_day: fromDay, to_day: toDay },
      ...{ written_at: ctx.now, written_by: ctx.actor.name },
    })
    .execute();
  const subject = jobSubject(staffId);
  await ctx.work.finish(subject, 'cancelled');
  const params = { name: person.name, screen: '/work/my-job' };
  await ctx.work.open({ kind: signOwnTask, subject, ownerId: staffId, params });
  await ctx.work.open({ kind: signOthersTask, subject, ownerId: reportsToId, params });
  ctx.note('workforce.jobRecordWritten', { subject: staffId, details: { version } });
  ctx.emit('workforce.jobRecordsChanged', {});
  return { version };
};
