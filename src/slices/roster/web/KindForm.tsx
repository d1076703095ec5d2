import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Kind, roster } from '../contract.ts';

/** One kind of shift; the second half makes it a split one. */
export function KindForm(props: { kind?: Kind; onDone: () => void }) {
  const { kind } = props;
  const [first, second] = kind?.stretches ?? [];
  const form = useForm(roster, 'saveKind', {
    initial: {
      ...{ code: kind?.code ?? '', en: kind?.label.en ?? '', id: kind?.label.id ?? '' },
      ...{ from: first?.from ?? '08:00', until: first?.until ?? '16:00' },
      ...{ from2: second?.from ?? '', until2: second?.until ?? '' },
      ...{ breakMinutes: String(kind?.breakMinutes ?? 30), active: kind?.active ?? true },
    },
    prepare: (values) => ({
      ...{ code: values.code, label: { en: values.en, id: values.id }, active: values.active },
      stretches: [
        { from: values.from, until: values.until },
        ...(values.from2 || values.until2 ? [{ from: values.from2, until: values.until2 }] : []),
      ],
      breakMinutes: Number(values.breakMinutes),
    }),
    onDone: (_, values) => {
      tell(m.roster_kind_saved({ code: values.code }));
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      {!kind && (
        <FieldText
          label={m.roster_kind_code()}
          hint={m.roster_kind_codeHint()}
          {...form.field('code')}
          required
          autoFocus
        />
      )}
      <FieldText label={m.roster_kind_en()} {...form.field('en')} error={form.errors['label.en']} required />
      <FieldText label={m.roster_kind_id()} {...form.field('id')} error={form.errors['label.id']} required />
      <FieldSet legend={m.roster_kind_times()} columns={2}>
        <FieldTime
          label={m.roster_kind_from()}
          {...form.field('from')}
          error={form.errors['stretches.0.from']}
        />
        <FieldTime
          label={m.roster_kind_until()}
          hint={m.roster_kind_untilHint()}
          {...form.field('until')}
          error={form.errors['stretches.0.until']}
        />
        <FieldTime
          label={m.roster_kind_from2()}
          {...form.field('from2')}
          error={form.errors['stretches.1.from']}
        />
        <FieldTime
          label={m.roster_kind_until2()}
          {...form.field('until2')}
          error={form.errors['stretches.1.until']}
        />
      </FieldSet>
      <FieldNumber
        label={m.roster_kind_break()}
        unit={m.roster_minutesUnit()}
        {...form.field('breakMinutes')}
        required
      />
      <FieldCheck label={m.roster_kind_active()} {...form.field('active')} />
      <SaveBar form={form} onCancel={props.onDone} />
    </Form>
  );
}
