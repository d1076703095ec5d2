import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { merging } from '../contract.ts';

export const reconcileTask = {
  kind: 'merging.reconcile',
  action: 'merging.reconcile',
  dueMinutes: 24 * 60,
} as const;

type What = 'allergies' | 'medicines';

const typesOf = {
  allergies: ['AllergyIntolerance'],
  medicines: ['MedicationStatement', 'MedicationRequest'],
} as const satisfies Record<What, readonly string[]>;

/**
 * United lists say more than either of the two did, and may contradict each other: until a clinician has looked through
 * them they are marked. Called before anything is carried over, while one can still see what came from where.
 */
export async function openReconcile(
  ctx: Context,
  { mergeId, survivorId, otherId }: { mergeId: string; survivorId: string; otherId: string },
): Promise<void> {
  const what = (['allergies', 'medicines'] as const).map(async (one) =>
    (await has(ctx, otherId, one)) ? one : undefined,
  );
  const wanted = (await Promise.all(what)).filter((one) => one !== undefined);
  if (wanted.length === 0) return;
  await ctx.db
    .insertInto('merging_reconcile')
    .values(
      wanted.map((one) => ({
        ...{ clinic_id: ctx.clinic.id, merge_id: mergeId, patient_id: survivorId, what: one },
        opened_at: ctx.now,
      })),
    )
    .execute();
  await ctx.work.open({
    ...{ kind: reconcileTask.kind, subject: subjectOf(mergeId), patientId: survivorId },
    params: { screen: `/patients/${survivorId}` },
  });
}

const subjectOf = (mergeId: string) => `Basic/merge-${mergeId}`;

async function has(ctx: Context, patientId: string, what: What): Promise<boolean> {
  const { rows } = await sql<{ content: string }>`
    SELECT content FROM record_resource WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId}
      AND type = ANY(${typesOf[what]}::text[]) AND NOT deleted`.execute(ctx.db);
  return rows.some(({ content }) => !isError(JSON.parse(content)));
}

function isError(resource: {
  status?: string;
  verificationStatus?: { coding?: { code?: string }[] };
}): boolean {
  const verified = resource.verificationStatus?.coding ?? [];
  return resource.status === 'entered-in-error' || verified.some(({ code }) => code === 'entered-in-error');
}

/** What of a chart is still to be looked through. */
export async function toReconcile(ctx: Context, patientId: string): Promise<What[]> {
  const rows = await ctx.db
    .selectFrom('merging_reconcile')
    .select('what')
    .distinct()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('done_at', 'is', null)
    .orderBy('what')
    .execute();
  return rows.map((row) => row.what as What);
}

/** A clinician has looked a united list through. With the last one the task ends. */
export const sayReconciled: Verb<typeof merging, 'sayReconciled'> = async (ctx, { patientId, what }) => {
  const done = await ctx.db
    .updateTable('merging_reconcile')
    .set({ done_at: ctx.now, done_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('what', '=', what)
    .where('done_at', 'is', null)
    .returning('merge_id')
    .execute();
  if (done.length === 0) ctx.fail('nothingToReconcile');
  for (const { merge_id: mergeId } of done) await finishIfDone(ctx, mergeId);
  ctx.emit('merging.changed', { patientId });
  return { left: await toReconcile(ctx, patientId) };
};

async function finishIfDone(ctx: Context, mergeId: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('merging_reconcile')
    .select('what')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('merge_id', '=', mergeId)
    .where('done_at', 'is', null)
    .execute();
  if (open.length === 0) await ctx.work.finish(subjectOf(mergeId), 'done', reconcileTask.kind);
}

/** The charts are two again: there is nothing united to look through. */
export async function dropReconcile(ctx: Context, mergeId: string): Promise<void> {
  await ctx.db
    .updateTable('merging_reconcile')
    .set({ done_at: ctx.now, done_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('merge_id', '=', mergeId)
    .where('done_at', 'is', null)
    .execute();
  await ctx.work.finish(subjectOf(mergeId), 'cancelled', reconcileTask.kind);
}
