import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { insurance, type Payer } from '../contract.ts';
import { kindOptions } from './words.ts';

/** A payer: name and kind, and what is usually taken at the desk. */
export function PayerForm({ payer, onDone }: { payer?: Payer; onDone: () => void }) {
  const { country } = useMe().clinic;
  const form = useForm(insurance, 'savePayer', {
    initial: {
      name: payer?.name ?? '',
      kind: payer?.kind === 'self' ? '' : (payer?.kind ?? ''),
      copay: (payer?.copay ?? null) as MoneyJson | null,
      electronicId: payer?.electronicId ?? '',
      active: payer?.active ?? true,
    },
    prepare: ({ name, kind, copay, electronicId, active }) =>
      ({
        ...(payer && { payerId: payer.id }),
        ...(name && { name }),
        ...(kind && { kind }),
        ...(copay && { copay }),
        ...(electronicId && { electronicId }),
        active,
      }) as CallOf<typeof insurance, 'savePayer'>,
    onDone,
  });
  return (
    <Form form={form} label={m.insurance_payers_title()}>
      <FieldText
        label={m.insurance_payers_name()}
        {...form.field('name')}
        required
        autoFocus
        maxLength={120}
      />
      <FieldSelect
        label={m.insurance_payers_kind()}
        {...form.at<string>('kind')}
        options={kindOptions(country)}
        required
      />
      <FieldMoney
        label={m.insurance_field_copay()}
        hint={m.insurance_payers_copayHint()}
        {...form.field('copay')}
      />
      <FieldText
        label={m.insurance_payers_electronicId()}
        hint={m.insurance_payers_electronicIdHint()}
        {...form.field('electronicId')}
        maxLength={40}
      />
      <FieldCheck label={m.insurance_payers_active()} {...form.field('active')} />
      <SaveBar form={form} />
    </Form>
  );
}
