import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldPicks } from '#platform/web/form/FieldPicks.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldArea, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Protocol, workforce } from '#slices/workforce/contract.ts';

/** A new text of a standing order; ages are counted in years, or in months where that is how one says them. */
export function ProtocolForm(props: { protocol?: Protocol; onDone: () => void }) {
  const newest = props.protocol?.newer ?? props.protocol;
  const language = useLanguage();
  const { data } = useRead(workforce, 'protocolChoices', {});
  const ages = [newest?.fromMonths, newest?.underMonths].filter((one) => typeof one === 'number');
  const unit = ages.some((one) => one % 12 !== 0) ? 'months' : 'years';
  const per = unit === 'years' ? 12 : 1;
  const shown = (months: number | null | undefined) => (months ? String(months / per) : '');
  const form = useForm(workforce, 'saveProtocol', {
    initial: {
      ...{ title: newest?.title ?? '', text: newest?.text ?? '', conditions: newest?.conditions ?? '' },
      items: newest?.items ?? [],
      ...{ acts: newest?.acts ?? [], roles: newest?.roles ?? [], unit: unit as string },
      ...{ fromMonths: shown(newest?.fromMonths), underMonths: shown(newest?.underMonths) },
    },
    prepare: ({ unit: counted, fromMonths, underMonths, ...values }) => ({
      ...values,
      fromMonths: monthsOf(fromMonths, counted),
      underMonths: monthsOf(underMonths, counted),
      ...(props.protocol && { protocolId: props.protocol.protocolId, basedOn: newest?.version ?? 0 }),
    }),
    onDone: ({ version }) => {
      tell(m.workforce_protocol_saved({ version }));
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      <FieldText label={m.workforce_protocol_name()} {...form.field('title')} required autoFocus />
      <FieldPicks
        label={m.workforce_protocol_acts()}
        {...form.field('acts')}
        error={form.errors.acts ?? form.errors['acts.0']}
        options={(data?.acts ?? []).map((one) => ({ value: one.action, label: one.words }))}
        required
      />
      <FieldChips
        label={m.workforce_protocol_roles()}
        {...form.field('roles')}
        options={(data?.jobs ?? []).map((one) => ({ value: one.role, label: one.label[language] }))}
        many
        required
      />
      <Slot name="protocol.items" props={{ ...form.field('items') }} />
      <FieldArea
        label={m.workforce_protocol_conditions()}
        hint={m.workforce_protocol_conditionsHint()}
        {...form.field('conditions')}
        rows={1}
      />
      <FieldSet legend={m.workforce_protocol_age()} columns={3}>
        <FieldText
          label={m.workforce_protocol_ageFromField()}
          hint={m.workforce_protocol_ageHint()}
          {...form.field('fromMonths')}
          inputMode="numeric"
        />
        <FieldText
          label={m.workforce_protocol_ageUnderField()}
          hint={m.workforce_protocol_ageHint()}
          {...form.field('underMonths')}
          inputMode="numeric"
        />
        <FieldSelect
          label={m.workforce_protocol_unit()}
          {...form.field('unit')}
          options={[
            { value: 'years', label: m.workforce_protocol_years() },
            { value: 'months', label: m.workforce_protocol_months() },
          ]}
        />
      </FieldSet>
      <FieldArea
        label={m.workforce_protocol_text()}
        hint={m.workforce_protocol_textHint()}
        {...form.field('text')}
        rows={5}
        required
      />
      <SaveBar form={form} label={m.workforce_protocol_save()} onCancel={props.onDone} />
    </Form>
  );
}

/** What is no number is left for the server to name. */
function monthsOf(text: string, unit: string): number | null {
  if (text.trim() === '') return null;
  return Number(text.replace(',', '.')) * (unit === 'years' ? 12 : 1);
}
