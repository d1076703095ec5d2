import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { documents } from '../contract.ts';
import { neededFor } from '../shared/standing.ts';
import { pickForCheck } from './checks.ts';
import { setFile } from './files.ts';
import { keepDocument } from './keep.ts';
import { type DocumentRow, holdDocument, holdFile, isDoneRow, isPreliminary, mustMay } from './rows.ts';
import { mustBeType } from './types.ts';
import { answerOf } from './views.ts';
import { checkDay, mustBeConfirmed } from './whose.ts';

type Documents = typeof documents;
type Input = InputOf<Documents, 'fileDocument'>;
type Ctx = Parameters<Verb<Documents, 'fileDocument'>>[0];

/** From the list of nobody's into one patient's chart. */
export const fileDocument: Verb<Documents, 'fileDocument'> = async (ctx, input) => {
  const { fileId, patientId, visitId, index, confirmed } = input;
  const file = await holdFile(ctx, fileId);
  if (file.state !== 'received') return ctx.fail('filedAlready');
  const card = await mustBeConfirmed(ctx, patientId, confirmed);
  if (visitId && (await visitOf(ctx, visitId)).patientId !== patientId) return ctx.fail('otherPatient');
  const type = await mustBeType(ctx, index.type, 'index.type');
  if (type.office) await mustMay(ctx, 'documents.office');
  checkDay(ctx, index.servedOn, card);
  const preliminary = await isPreliminary(ctx);
  const old = await takePlace(ctx, input, { office: type.office, preliminary });
  await setFile(ctx, fileId, { state: 'filed', patient_id: patientId });
  const row = await keepDocument(ctx, {
    ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), file_id: fileId, patient_id: patientId, version: 1 },
    ...{ visit_id: visitId ?? null, ...typed(ctx, type), needs: neededFor(type.needs, preliminary) },
    ...{ served_on: index.servedOn, title: index.title, source: index.source, status: 'current' },
    ...{
      confirmed_by: confirmed.by,
      filed_at: ctx.now,
      filed_by: ctx.actor.id,
      filed_by_name: ctx.actor.name,
    },
    ...{ reviewed_at: null, reviewed_by_name: null, signed_at: null, signed_by_name: null },
    ...{ replaces: old?.id ?? null, amended: false, reason: null },
  });
  await pickForCheck(ctx, row);
  ctx.emit('documents.filesChanged', {});
  return answerOf(ctx, row);
};

/** The columns of a type, with its label in the clinic's language: what other systems read. */
export function typed(
  ctx: Context,
  type: { code: string; labelEn: string; labelId: string; loinc: string; office: boolean },
) {
  const label = ctx.clinic.language === 'id' ? type.labelId : type.labelEn;
  return { type_code: type.code, type_label: label, type_loinc: type.loinc, office: type.office };
}

/** The older version goes out of use and stays readable; it is of this patient, and is kept where the new one is. */
async function takePlace(
  ctx: Ctx,
  { patientId, replaces }: Input,
  { office, preliminary }: { office: boolean; preliminary: boolean },
): Promise<DocumentRow | undefined> {
  if (!replaces) return undefined;
  const old = await holdDocument(ctx, replaces);
  if (old.patient_id !== patientId) return ctx.fail('otherPatient');
  if (old.office !== office) return ctx.fail('otherKeeping');
  if (preliminary && isDoneRow(old)) return ctx.fail('alreadyFinal');
  return keepDocument(ctx, { ...old, status: 'superseded', version: old.version + 1 });
}
