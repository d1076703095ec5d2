import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { vitals } from '../contract.ts';
import { type ClinicRules, requirable } from '../contract-clinic.ts';
import { RangesForm } from './RangesForm.tsx';
import { RangesStanding } from './RangesStanding.tsx';
import { measureWords } from './words.ts';
import './rooming.css';

/** How the clinic measures and by which ranges it judges: the manager writes, a physician approves the ranges. */
export default function Settings() {
  const read = useRead(vitals, 'clinicRules', {}, { refreshOn: ['vitals.rulesChanged'] });
  const mayManage = useMay('vitals.manage');
  return (
    <Page title={m.vitals_rules_title()}>
      <ReadView read={read} rows={10}>
        {(found) => {
          const newest = found.draft ?? found.inForce;
          return (
            <div className="v-rooming">
              {mayManage && <RulesForm rules={found.rules} />}
              <RangesStanding found={found} />
              {mayManage && <RangesForm key={newest.version} version={newest} />}
            </div>
          );
        }}
      </ReadView>
    </Page>
  );
}

function RulesForm({ rules }: { rules: ClinicRules }) {
  const form = useForm(vitals, 'saveClinicRules', {
    initial: {
      news2: rules.news2,
      bloodPressureScheme: rules.bloodPressureScheme as string,
      readings: String(rules.pressureReadings),
      years: String(rules.pressureFromYears),
      required: rules.required as string[],
      minutes: rules.recheckCriticalMinutes === undefined ? '' : String(rules.recheckCriticalMinutes),
    },
    prepare: ({ news2, bloodPressureScheme, readings, years, required, minutes }) => ({
      news2,
      bloodPressureScheme: bloodPressureScheme as ClinicRules['bloodPressureScheme'],
      pressureReadings: Number(readings),
      pressureFromYears: Number(years),
      required: required as ClinicRules['required'],
      ...(minutes !== '' && { recheckCriticalMinutes: Number(minutes) }),
    }),
    onDone: () => tell(m.vitals_rules_saved()),
  });
  return (
    <Panel title={m.vitals_rules_how()}>
      <div className="v-narrow">
        <Form form={form} label={m.vitals_rules_how()}>
          <FieldCheck label={m.vitals_rules_news2()} {...form.field('news2')} />
          <FieldChips
            label={m.vitals_rules_scheme()}
            {...form.field('bloodPressureScheme')}
            options={[
              { value: 'accAha', label: m.vitals_rules_scheme_accAha() },
              { value: 'from140', label: m.vitals_rules_scheme_from140() },
            ]}
          />
          <FieldNumber
            label={m.vitals_rules_readings()}
            {...form.field('readings')}
            error={form.errors.pressureReadings}
            required
          />
          <FieldNumber
            label={m.vitals_rules_fromYears()}
            {...form.field('years')}
            error={form.errors.pressureFromYears}
            required
          />
          <FieldChips
            many
            label={m.vitals_rules_required()}
            {...form.field('required')}
            options={requirable.map((value) => ({ value, label: measureWords(value) }))}
          />
          <FieldNumber
            label={m.vitals_rules_recheck()}
            {...form.field('minutes')}
            error={form.errors.recheckCriticalMinutes}
          />
          <SaveBar form={form} />
        </Form>
      </div>
    </Panel>
  );
}
