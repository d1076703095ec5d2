import { useState } from 'react';
import { m } from '#messages';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { type FormState, Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { More } from '#platform/web/ui/More.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Coverage, insurance, type Payer } from '../contract.ts';
import { orderOptions, relationOptions } from './words.ts';

type Known = OutputOf<typeof insurance, 'coveragesOf'>['known'];

interface Props {
  patientId: string;
  /** The one that is changed; a new one without it. */
  coverage?: Coverage;
  /** Others of the patient, for the next free place in the order. */
  others: readonly Coverage[];
  /** Numbers on the patient's own cards. */
  known: Known;
  onDone: (coverage: Coverage) => void;
}

/** A coverage as its card shows it. */
export function CoverageForm(props: Props) {
  const read = useRead(insurance, 'listPayers', {});
  return (
    <ReadView read={read}>
      {({ payers }) => <CoverageEntry {...props} payers={payers.filter((payer) => payer.kind !== 'self')} />}
    </ReadView>
  );
}

function valuesOf(coverage: Coverage | undefined, others: readonly Coverage[]) {
  const taken = others.filter((one) => one.id !== coverage?.id).map((one) => one.order);
  const free = (['primary', 'secondary', 'tertiary'] as const).find((order) => !taken.includes(order));
  return {
    payerId: coverage?.payer.id ?? '',
    memberNumber: coverage?.memberNumber ?? '',
    plan: coverage?.plan ?? '',
    group: coverage?.group ?? '',
    subscriber: {
      relation: coverage?.subscriber.relation ?? 'self',
      name: coverage?.subscriber.name ?? '',
      birthDate: coverage?.subscriber.birthDate ?? '',
    },
    from: coverage?.from ?? '',
    to: coverage?.to ?? '',
    order: coverage?.order ?? free ?? 'tertiary',
    copay: (coverage?.copay ?? null) as MoneyJson | null,
    careClass: coverage?.careClass ?? '',
    registeredAt: coverage?.registeredAt ?? '',
  };
}

type Values = ReturnType<typeof valuesOf>;
type Input = Omit<CallOf<typeof insurance, 'addCoverage'>, 'patientId'>;

/** What was said, without what was not. */
function inputOf(values: Values): Input {
  const said = (part: object) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== '' && value !== null));
  // payer and member number may still be missing; the form names them before the call
  return { ...said(values), subscriber: said(values.subscriber) } as unknown as Input;
}

function CoverageEntry({ payers, ...props }: Props & { payers: Payer[] }) {
  const { patientId, coverage } = props;
  const [seen] = useState(coverage);
  const initial = valuesOf(seen, props.others);
  const add = useForm(insurance, 'addCoverage', {
    initial,
    draft: `insurance.addCoverage/${patientId}`,
    prepare: (values) => ({ patientId, ...inputOf(values) }),
    onDone: props.onDone,
  });
  const change = useForm(insurance, 'changeCoverage', {
    initial,
    prepare: (values) => ({
      patientId,
      coverageId: seen?.id ?? '',
      version: seen?.version ?? 0,
      ...inputOf(values),
    }),
    onDone: props.onDone,
  });
  const form = seen ? change : add;
  return (
    <Form form={form} label={seen ? m.insurance_change_title() : m.insurance_add_title()}>
      <CoverageFields form={form} payers={payers} known={props.known} />
      <SaveBar form={form} />
    </Form>
  );
}

function CoverageFields(props: { form: FormState<Values, Coverage>; payers: Payer[]; known: Known }) {
  const { form, payers } = props;
  const { country } = useMe().clinic;
  const kind = payers.find((payer) => payer.id === form.values.payerId)?.kind;
  const known = kind === 'bpjs' ? props.known.bpjs : kind === 'medicare' ? props.known.mbi : undefined;
  const choose = (payerId: string) => {
    form.set('payerId', payerId);
    const chosen = payers.find((payer) => payer.id === payerId);
    const number =
      chosen?.kind === 'bpjs' ? props.known.bpjs : chosen?.kind === 'medicare' ? props.known.mbi : undefined;
    // her own card is already in the chart; anything typed stays
    if (number && form.values.memberNumber === '') form.set('memberNumber', number);
  };
  return (
    <>
      <FieldSet legend={m.insurance_part_card()} columns={2}>
        <FieldSelect
          label={m.insurance_field_payer()}
          {...form.field('payerId')}
          onChange={choose}
          options={payers.map((payer) => ({ value: payer.id, label: payer.name }))}
          required
          autoFocus
        />
        <FieldText
          label={m.insurance_field_memberNumber()}
          {...(known && { hint: m.insurance_field_memberKnown() })}
          {...form.field('memberNumber')}
          required
          maxLength={40}
        />
        <FieldChips
          label={m.insurance_field_order()}
          {...form.field('order')}
          onChange={(value) => form.set('order', value)}
          options={orderOptions()}
        />
        <FieldSelect
          label={m.insurance_field_subscriber()}
          {...form.at<string>('subscriber.relation')}
          options={relationOptions()}
        />
      </FieldSet>
      {form.values.subscriber.relation !== 'self' && (
        <FieldSet legend={m.insurance_part_subscriber()} columns={2}>
          <FieldText
            label={m.insurance_field_subscriberNameLabel()}
            {...form.at<string>('subscriber.name')}
            required
          />
          <FieldDate
            label={m.insurance_field_subscriberBirthDate()}
            {...form.at<string>('subscriber.birthDate')}
            past
          />
        </FieldSet>
      )}
      <More>
        <FieldSet legend={m.insurance_part_more()} columns={2}>
          <FieldText label={m.insurance_field_plan()} {...form.field('plan')} />
          <FieldText label={m.insurance_field_group()} {...form.field('group')} />
          <FieldDate label={m.insurance_field_from()} {...form.field('from')} />
          <FieldDate label={m.insurance_field_to()} {...form.field('to')} />
          <FieldMoney label={m.insurance_field_copay()} {...form.field('copay')} />
          {country === 'ID' && (
            <>
              <FieldText label={m.insurance_field_careClass()} {...form.field('careClass')} maxLength={10} />
              <FieldText label={m.insurance_field_registeredAt()} {...form.field('registeredAt')} />
            </>
          )}
        </FieldSet>
      </More>
    </>
  );
}
