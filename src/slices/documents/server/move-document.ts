import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { documents } from '../contract.ts';
import { referenceOf } from './codec.ts';
import { setFile } from './files.ts';
import { typed } from './file-document.ts';
import { keepDocument } from './keep.ts';
import { type DocumentRow, holdDocument, mustMay } from './rows.ts';
import { movedTask, screenOf } from './tasks.ts';
import { mustBeType } from './types.ts';
import { answerOf } from './views.ts';
import { mustBeConfirmed } from './whose.ts';

/**
 * It lay in another patient's chart, or in the chart and is the office's. Here it is entered in error and tells nothing any
 * more; there it begins anew, since whoever reviewed or signed it did so for somebody else. Nothing is deleted.
 */
export const moveDocument: Verb<typeof documents, 'moveDocument'> = async (ctx, input) => {
  const { toPatientId, confirmed, reason } = input;
  const old = await holdDocument(ctx, input);
  const type = await mustBeType(ctx, input.type, 'type');
  if (type.office) await mustMay(ctx, 'documents.office');
  if (toPatientId === old.patient_id && type.office === old.office) return ctx.fail('alreadyThere');
  await mustBeConfirmed(ctx, toPatientId, confirmed);
  await keepDocument(ctx, { ...old, status: 'entered-in-error', reason, version: old.version + 1 });
  await setFile(ctx, old.file_id, { patient_id: toPatientId });
  const row = await keepDocument(ctx, {
    ...{ ...old, id: ctx.newId(), patient_id: toPatientId, visit_id: null, version: 1, ...typed(ctx, type) },
    ...{ needs: type.needs, confirmed_by: confirmed.by, replaces: null, amended: false, reason: null },
    ...{ filed_at: ctx.now, filed_by: ctx.actor.id, filed_by_name: ctx.actor.name },
    ...{ reviewed_at: null, reviewed_by_name: null, signed_at: null, signed_by_name: null },
  });
  ctx.note('documents.movedAway', {
    patientId: old.patient_id,
    subject: old.id,
    details: { to: row.id, reason },
  });
  ctx.note('documents.movedHere', {
    patientId: toPatientId,
    subject: row.id,
    details: { from: old.id, reason },
  });
  return { ...(await answerOf(ctx, row)), toldCount: await tellReaders(ctx, old) };
};

/** Everybody who has opened it and works here still: she may have gone by it. */
async function tellReaders(ctx: Context, row: DocumentRow): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM documents_opened o JOIN identity_staff s ON s.clinic_id = o.clinic_id AND s.id::text = o.staff_id
    WHERE o.clinic_id = ${ctx.clinic.id} AND o.document_id = ${row.id} AND s.status = 'active' ORDER BY s.id`.execute(
    ctx.db,
  );
  const others = rows.filter(({ id }) => id !== ctx.actor.id);
  for (const { id } of others) {
    await ctx.work.open({
      ...{ kind: movedTask.kind, subject: referenceOf(row), patientId: row.patient_id, ownerId: id },
      params: { type: row.type_label, screen: screenOf(row) },
    });
  }
  return others.length;
}
