import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { disclosures } from '../contract.ts';
import type { Span } from '../shared/law.ts';
import { PeriodFields, type PeriodTyped } from './PeriodFields.tsx';
import './disclosures.css';

type Rules = OutputOf<typeof disclosures, 'settings'>;

/** By when requests are answered, how far the accounting goes back, and how long records are kept. */
export default function Settings() {
  const read = useRead(disclosures, 'settings', {});
  return (
    <Page title={m.disclosures_settings_title()}>
      <ReadView read={read} rows={8}>
        {(rules) => <RulesForm rules={rules} />}
      </ReadView>
    </Page>
  );
}

const units = () => [
  { value: 'days', label: m.disclosures_unit_days() },
  { value: 'hours', label: m.disclosures_unit_hours() },
];

function RulesForm({ rules }: { rules: Rules }) {
  const { clocks } = rules;
  const form = useForm(disclosures, 'saveSettings', {
    initial: {
      ...{ access: String(clocks.access.amount), accessUnit: clocks.access.unit },
      ...{ other: String(clocks.other.amount), otherUnit: clocks.other.unit },
      ...{ extension: String(clocks.extensionDays), years: String(clocks.accountingYears) },
      periods: rules.periods.map((one): PeriodTyped => ({ ...one, years: String(one.years) })),
    },
    prepare: (typed) => ({
      clocks: {
        access: spanOf(typed.access, typed.accessUnit),
        other: spanOf(typed.other, typed.otherUnit),
        extensionDays: Number(typed.extension),
        accountingYears: Number(typed.years),
      },
      periods: typed.periods.map((one) => ({ ...one, years: Number(one.years) })),
    }),
    onDone: () => tell(m.disclosures_settings_saved()),
  });
  const { errors } = form;
  return (
    <Form form={form} label={m.disclosures_settings_title()}>
      <Panel title={m.disclosures_settings_clocks()}>
        <p>{m.disclosures_settings_lead()}</p>
        <div className="ds-rules">
          <FieldSet legend={m.disclosures_settings_access()} columns={3}>
            <FieldNumber
              label={m.disclosures_settings_amount()}
              {...form.field('access')}
              error={errors['clocks.access.amount']}
            />
            <FieldChips
              label={m.disclosures_settings_unit()}
              {...form.at<string>('accessUnit')}
              options={units()}
            />
            <FieldNumber
              label={m.disclosures_settings_extension()}
              {...form.field('extension')}
              error={errors['clocks.extensionDays']}
            />
          </FieldSet>
          <FieldSet legend={m.disclosures_settings_other()} columns={3}>
            <FieldNumber
              label={m.disclosures_settings_amount()}
              {...form.field('other')}
              error={errors['clocks.other.amount']}
            />
            <FieldChips
              label={m.disclosures_settings_unit()}
              {...form.at<string>('otherUnit')}
              options={units()}
            />
          </FieldSet>
          <FieldNumber
            label={m.disclosures_settings_years()}
            {...form.field('years')}
            error={errors['clocks.accountingYears']}
          />
        </div>
      </Panel>
      <Panel title={m.disclosures_settings_periods()}>
        <p>{m.disclosures_settings_periodsLead()}</p>
        {errors.periods && <p className="ds-wrong">{errors.periods}</p>}
        <PeriodFields
          form={form}
          periods={form.values.periods}
          onChange={(periods) => form.set('periods', periods)}
        />
      </Panel>
      <SaveBar form={form} />
    </Form>
  );
}

function spanOf(amount: string, unit: string): Span {
  return { amount: Number(amount), unit: unit as Span['unit'] };
}
