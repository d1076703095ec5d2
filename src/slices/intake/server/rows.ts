import type { Context } from '#platform/server/context.ts';
import type { Change, Facts, Line } from '../contract.ts';
import { type Source, type Topic, topics } from '../shared/topics.ts';

/** The newest commit of a patient that stands in the chart or waits; undefined before the first. */
export function newestCommit(ctx: Context, patientId: string) {
  return ctx.db
    .selectFrom('intake_commit')
    .select(['id', 'nth', 'committed_by_name'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What students wrote down in a visit and nobody has answered for yet, the oldest first. */
export async function waitingIn(ctx: Context, visitId: string) {
  const rows = await ctx.db
    .selectFrom('intake_commit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('waiting_facts', 'is not', null)
    .where('signed_at', 'is', null)
    .orderBy('nth')
    .execute();
  return rows.map((row) => ({
    ...{ commitId: row.id, at: row.committed_at, by: row.committed_by_name },
    ...{ source: row.source as Source, sourceName: row.source_name },
    // written by `commitIntake` alone, from parsed input
    facts: row.waiting_facts as unknown as Facts,
  }));
}

/** Changes of a patient that no clinician has decided on, the oldest first. */
export async function openChanges(ctx: Context, patientId: string) {
  const rows = await ctx.db
    .selectFrom('intake_change as x')
    .innerJoin('intake_commit as c', (join) =>
      join.onRef('c.clinic_id', '=', 'x.clinic_id').onRef('c.id', '=', 'x.commit_id'),
    )
    .selectAll('x')
    .select(['c.nth', 'c.committed_at', 'c.committed_by', 'c.committed_by_name', 'c.source', 'c.source_name'])
    .where('x.clinic_id', '=', ctx.clinic.id)
    .where('x.patient_id', '=', patientId)
    .where('x.decision', 'is', null)
    .orderBy('c.nth')
    .orderBy('x.id')
    .execute();
  // within a commit in the order of speech
  const place = (row: { topic: string }) => topics.indexOf(row.topic as Topic);
  return rows.toSorted((a, b) => (a.nth === b.nth ? place(a) - place(b) : a.nth - b.nth));
}
export type ChangeRow = Awaited<ReturnType<typeof openChanges>>[number];

/** A row as the contract tells it. */
export function changeOf(row: ChangeRow): Change {
  const line = (value: unknown) => (value ?? undefined) as Line | undefined;
  return {
    ...{
      changeId: row.id,
      visitId: row.visit_id,
      topic: row.topic as Topic,
      kind: row.kind as Change['kind'],
    },
    ...{ before: line(row.before_line), after: line(row.after_line) },
    ...{ at: row.committed_at, by: row.committed_by_name },
    ...{ source: row.source as Source, sourceName: row.source_name },
    applied: row.wish === null,
  };
}
