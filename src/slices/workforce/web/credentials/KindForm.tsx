import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '#slices/workforce/contract.ts';

export type Kind = OutputOf<typeof workforce, 'credentialKinds'>['kinds'][number];

const none = { code: '', issuer: '', label: { en: '', id: '' }, validMonths: 24, points: null };
const flags = { afterName: false, licence: false, fromMonthEnd: false, examRenews: true, graceDays: 0 };

/** Changes the rule of a kind, or adds one; each saving is a version of its own. */
export function KindForm(props: { kind?: Kind; onDone: () => void }) {
  const { label, points, validMonths, graceDays, ...kind } = props.kind ?? { ...none, ...flags };
  const form = useForm(workforce, 'saveCredentialKind', {
    initial: {
      ...{ code: kind.code, issuer: kind.issuer, en: label.en, id: label.id },
      ...{ afterName: kind.afterName, licence: kind.licence, fromMonthEnd: kind.fromMonthEnd },
      ...{ examRenews: kind.examRenews, active: props.kind?.active ?? true },
      ...{ validMonths: validMonths === null ? '' : String(validMonths), graceDays: String(graceDays) },
      ...{ total: String(points?.total ?? 0), cycleMonths: String(points?.cycleMonths ?? validMonths ?? 12) },
      ...{ administrative: String(points?.administrative ?? 0), clinical: String(points?.clinical ?? 0) },
      ...{ general: String(points?.general ?? 0), approved: String(points?.approved ?? 0) },
      approvedBy: points?.approvedBy ?? '',
    },
    prepare: (values) => ({
      active: values.active,
      rule: {
        ...{ code: values.code, issuer: values.issuer, label: { en: values.en, id: values.id } },
        ...{ afterName: values.afterName, licence: values.licence, fromMonthEnd: values.fromMonthEnd },
        ...{ examRenews: values.examRenews, graceDays: Number(values.graceDays) },
        validMonths: values.validMonths === '' ? null : Number(values.validMonths),
        points:
          Number(values.total) > 0
            ? {
                ...{ total: Number(values.total), cycleMonths: Number(values.cycleMonths) },
                ...{ administrative: Number(values.administrative), clinical: Number(values.clinical) },
                ...{ general: Number(values.general), approved: Number(values.approved) },
                approvedBy: values.approvedBy,
              }
            : null,
      },
    }),
    onDone: ({ version }, { code }) => {
      tell(m.workforce_kinds_saved({ code, version }));
      props.onDone();
    },
  });
  const least = (what: string) => m.workforce_kinds_least({ what });
  return (
    <Form form={form}>
      {!props.kind && (
        <FieldText
          label={m.workforce_kinds_code()}
          hint={m.workforce_kinds_codeHint()}
          {...form.field('code')}
          required
          autoFocus
        />
      )}
      <FieldText label={m.workforce_kinds_en()} {...form.field('en')} required />
      <FieldText label={m.workforce_kinds_id()} {...form.field('id')} required />
      <FieldText label={m.workforce_credentials_issuer()} {...form.field('issuer')} />
      <FieldSet legend={m.workforce_kinds_valid()}>
        <FieldNumber
          label={m.workforce_kinds_validMonths()}
          hint={m.workforce_kinds_validMonthsHint()}
          {...form.field('validMonths')}
          error={form.errors['rule.validMonths']}
        />
        <FieldNumber label={m.workforce_kinds_graceDays()} {...form.field('graceDays')} />
        <FieldCheck label={m.workforce_kinds_fromMonthEnd()} {...form.field('fromMonthEnd')} />
        <FieldCheck label={m.workforce_kinds_examRenews()} {...form.field('examRenews')} />
      </FieldSet>
      <FieldSet legend={m.workforce_kinds_points()}>
        <FieldNumber
          label={m.workforce_kinds_total()}
          hint={m.workforce_kinds_totalHint()}
          {...form.field('total')}
          error={form.errors['rule.points.total']}
        />
        <FieldNumber label={m.workforce_kinds_cycleMonths()} {...form.field('cycleMonths')} />
        <FieldNumber label={least(m.workforce_points_administrative())} {...form.field('administrative')} />
        <FieldNumber label={least(m.workforce_points_clinical())} {...form.field('clinical')} />
        <FieldNumber label={least(m.workforce_points_general())} {...form.field('general')} />
        <FieldNumber label={least(m.workforce_points_approved())} {...form.field('approved')} />
        <FieldText label={m.workforce_education_approvedBy()} {...form.field('approvedBy')} />
      </FieldSet>
      <FieldCheck label={m.workforce_kinds_afterName()} {...form.field('afterName')} />
      <FieldCheck label={m.workforce_kinds_licence()} {...form.field('licence')} />
      <FieldCheck label={m.workforce_kinds_active()} {...form.field('active')} />
      <SaveBar form={form} onCancel={props.onDone} />
    </Form>
  );
}
