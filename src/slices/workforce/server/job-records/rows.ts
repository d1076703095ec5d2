import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { JobContent, JobRecord } from '#slices/workforce/contract.ts';

/** What is stored as one value: the rest has columns of its own. */
export type StoredContent = Omit<JobContent, 'reportsToId' | 'fromDay' | 'toDay'>;

/** Versions of one person, or those that name her as supervisor, newest first. */
export function jobRows(ctx: Context, of: { staffId: string } | { reportsToId: string }) {
  const rows = ctx.db.selectFrom('workforce_job_record').selectAll().where('clinic_id', '=', ctx.clinic.id);
  const hers =
    'staffId' in of
      ? rows.where('staff_id', '=', of.staffId)
      : rows.where('reports_to_id', '=', of.reportsToId);
  return hers.orderBy('staff_id').orderBy('version', 'desc').execute();
}

/** Written by `saveJobRecord` alone, from a parsed content; older ones say nothing of immunisations. */
function contentOf({ content }: { content: unknown }): StoredContent {
  const stored = content as Omit<StoredContent, 'immunisations'> & Partial<StoredContent>;
  return { ...stored, immunisations: stored.immunisations ?? '' };
}

export type JobRow = Awaited<ReturnType<typeof jobRows>>[number];

/** Rows as the contract tells them, with who signed. @param newest the newest version of each person */
export async function recordsOf(
  ctx: Context,
  rows: readonly JobRow[],
  newest: ReadonlyMap<string, number>,
): Promise<JobRecord[]> {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const records: JobRecord[] = [];
  for (const row of rows) {
    const signatures = await ctx.db
      .selectFrom('workforce_job_signature')
      .select(['party', 'signer_name as by', 'signed_at as at'])
      .where('clinic_id', '=', ctx.clinic.id)
      .where('staff_id', '=', row.staff_id)
      .where('version', '=', row.version)
      .execute();
    const of = (party: string) => {
      const found = signatures.find((one) => one.party === party);
      return found && { by: found.by, at: found.at };
    };
    const [person, supervisor] = [of('person'), of('supervisor')];
    records.push({
      ...contentOf(row),
      ...{ staffId: row.staff_id, name: row.person_name, version: row.version },
      ...{ reportsToId: row.reports_to_id, reportsToName: row.reports_to_name },
      ...{ fromDay: row.from_day, toDay: row.to_day, writtenBy: row.written_by, writtenAt: row.written_at },
      roleLabels: row.roles.map(
        (role) => jobs.find((job) => job.role === role)?.label ?? { en: role, id: role },
      ),
      signed: { ...(person && { person }), ...(supervisor && { supervisor }) },
      newest: newest.get(row.staff_id) === row.version,
    });
  }
  return records;
}

/** The newest version of each person, by staff id. */
export async function newestVersions(ctx: Context): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('workforce_job_record')
    .select((is) => ['staff_id', is.fn.max('version').as('version')])
    .where('clinic_id', '=', ctx.clinic.id)
    .groupBy('staff_id')
    .execute();
  return new Map(rows.map((row) => [row.staff_id, Number(row.version)]));
}

/** What a task about somebody's job description is about: FHIR has no type for it. */
export function jobSubject(staffId: string): string {
  return `Basic/job-${staffId}`;
}
