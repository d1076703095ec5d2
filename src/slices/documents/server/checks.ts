import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { documents } from '../contract.ts';
import { isPicked } from '../shared/standing.ts';
import { referenceOf } from './codec.ts';
import { type DocumentRow, mustFindDocument, seesOffice } from './rows.ts';
import { settingOf, starting } from './settings.ts';
import { checkTask } from './tasks.ts';
import { documentViews } from './views.ts';

type Documents = typeof documents;

/** Counts a filing, and takes it into the sample where its turn has come. */
export async function pickForCheck(ctx: Context, row: DocumentRow): Promise<void> {
  const { checkEvery } = await settingOf(ctx);
  const { filed_count } = await ctx.db
    .insertInto('documents_setting')
    .values({ clinic_id: ctx.clinic.id, ...starting, filed_count: 1 })
    .onConflict((conflict) =>
      conflict.column('clinic_id').doUpdateSet({ filed_count: sql`documents_setting.filed_count + 1` }),
    )
    .returning('filed_count')
    .executeTakeFirstOrThrow();
  if (!isPicked(checkEvery, filed_count)) return;
  await ctx.db
    .insertInto('documents_check')
    .values({
      ...{ clinic_id: ctx.clinic.id, document_id: row.id, picked_at: ctx.now, filed_by: row.filed_by },
      ...{ faults: [], note: '' },
    })
    .execute();
  await ctx.work.open({
    ...{ kind: checkTask.kind, subject: referenceOf(row), patientId: row.patient_id },
    params: { type: row.type_label, screen: `/patients/documents/check/${row.id}` },
  });
}

/** What waits for a second person. Of the office file only those are told who see it. */
export const waitingChecks: Verb<Documents, 'waitingChecks'> = async (ctx) => {
  const office = await seesOffice(ctx);
  const rows = await ctx.db
    .selectFrom('documents_document as d')
    .innerJoin('documents_check as c', (join) =>
      join.onRef('c.clinic_id', '=', 'd.clinic_id').onRef('c.document_id', '=', 'd.id'),
    )
    .selectAll('d')
    .where('d.clinic_id', '=', ctx.clinic.id)
    .where('c.checked_at', 'is', null)
    .where('d.status', '=', 'current')
    .where('d.office', 'in', office ? [true, false] : [false])
    .orderBy('c.picked_at')
    .orderBy('d.id')
    .execute();
  const names = await ctx.patientNames(rows.map((one) => one.patient_id));
  const views = await documentViews(ctx, rows);
  return {
    checks: views.map(({ documentId, patientId, typeLabel, servedOn, filedAt, filedBy }, nth) => ({
      ...{ documentId, patientId, typeLabel, servedOn, filedAt, filedBy },
      patientName: names.get(patientId)?.name ?? '',
      recordNumber: names.get(patientId)?.recordNumber ?? '',
      own: rows[nth]?.filed_by === ctx.actor.id,
    })),
  };
};

/** A second person has compared paper and index: all right, or what was wrong. Putting it right is an act of its own. */
export const checkDocument: Verb<Documents, 'checkDocument'> = async (ctx, { documentId, faults, note }) => {
  const row = await mustFindDocument(ctx, documentId);
  const check = await ctx.db
    .selectFrom('documents_check')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('document_id', '=', documentId)
    .forUpdate()
    .executeTakeFirst();
  if (!check) return refuse('notFound', { type: 'Document', id: documentId });
  if (check.checked_at) return ctx.fail('checkedAlready');
  if (check.filed_by === ctx.actor.id) return ctx.fail('ownWork');
  await ctx.db
    .updateTable('documents_check')
    .set({
      ...{ checked_at: ctx.now, checked_by: ctx.actor.id, checked_by_name: ctx.actor.name },
      ...{ faults: [...new Set(faults)], note },
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('document_id', '=', documentId)
    .execute();
  await ctx.work.finish(referenceOf(row), 'done', checkTask.kind);
  ctx.emit('documents.changed', { patientId: row.patient_id });
  return { patientId: row.patient_id, documentId };
};
