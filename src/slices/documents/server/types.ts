import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { documents } from '../contract.ts';
import { type DocumentType, type Needs, startingTypes } from '../shared/types.ts';

/** The clinic's list: where it begins, with what the clinic has set in its place and beside it. */
export async function typesOf(ctx: Context): Promise<DocumentType[]> {
  const rows = await ctx.db
    .selectFrom('documents_type')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('code')
    .execute();
  const own = new Map(
    rows.map((row): [string, DocumentType] => [
      row.code,
      {
        ...{ code: row.code, labelEn: row.label_en, labelId: row.label_id, loinc: row.loinc },
        ...{ office: row.office, needs: row.needs as Needs, active: row.active },
      },
    ]),
  );
  const first = startingTypes.map((one) => own.get(one.code) ?? one);
  return [...first, ...[...own.values()].filter(({ code }) => !first.some((one) => one.code === code))];
}

export const types: Verb<typeof documents, 'types'> = async (ctx) => ({ types: await typesOf(ctx) });

/** A type that documents may be filed as. @param field where in the form it stands */
export async function mustBeType(ctx: Context, code: string, field: string): Promise<DocumentType> {
  const found = (await typesOf(ctx)).find((one) => one.code === code && one.active);
  return found ?? refuseField(field, 'documents_field_type');
}

/** A new type or a changed one. Whether it is kept apart stays: documents of it are already where they are. */
export const saveType: Verb<typeof documents, 'saveType'> = async (ctx, type) => {
  const { code, labelEn, labelId, loinc, office, needs, active } = type;
  const before = (await typesOf(ctx)).find((one) => one.code === code);
  if (before && before.office !== office) refuseField('office', 'documents_field_office');
  const values = { label_en: labelEn, label_id: labelId, loinc, office, needs, active };
  await ctx.db
    .insertInto('documents_type')
    .values({ clinic_id: ctx.clinic.id, code, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(values))
    .execute();
  ctx.note('documents.typeSaved', { details: { code, loinc, office, needs, active } });
  ctx.emit('documents.settingsChanged', {});
  return { type };
};
