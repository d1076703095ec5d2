import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import './workforce.css';

type Rules = OutputOf<typeof identity, 'readSignInRules'>;
type Rule = Rules['secondFactor'][string];

/** How long a sign-in lasts, and of which jobs a second step is asked. */
export default function SignInRules() {
  const read = useRead(identity, 'readSignInRules', {});
  return (
    <Page title={m.workforce_rules_title()}>
      <ReadView read={read}>{(rules) => <RulesForm rules={rules} />}</ReadView>
    </Page>
  );
}

interface Values {
  idleMinutes: string;
  absoluteHours: string;
  secondFactor: Record<string, Rule>;
}

function RulesForm({ rules }: { rules: Rules }) {
  const language = useLanguage();
  const form = useForm(identity, 'saveSignInRules', {
    initial: {
      idleMinutes: String(rules.idleMinutes),
      absoluteHours: String(rules.absoluteMinutes / 60),
      secondFactor: rules.secondFactor,
    },
    prepare: (values: Values) => ({
      idleMinutes: Number(values.idleMinutes),
      absoluteMinutes: Math.round(Number(values.absoluteHours) * 60),
      secondFactor: values.secondFactor,
    }),
    onDone: () => tell(m.workforce_rules_saved()),
  });
  const options = [
    { value: 'optional', label: m.workforce_rules_optional() },
    { value: 'required', label: m.workforce_rules_required() },
    { value: 'off', label: m.workforce_rules_off() },
  ];
  return (
    <Form form={form} label={m.workforce_rules_title()}>
      <Panel title={m.workforce_rules_sessions()}>
        <div className="s-fields s-fields-2">
          <FieldNumber
            label={m.workforce_rules_idle()}
            {...form.field('idleMinutes')}
            unit={m.workforce_rules_minutes()}
            hint={m.workforce_rules_idleHint()}
          />
          <FieldNumber
            label={m.workforce_rules_absolute()}
            {...form.field('absoluteHours')}
            error={form.errors.absoluteMinutes}
            unit={m.workforce_rules_hours()}
            hint={m.workforce_rules_absoluteHint()}
          />
        </div>
      </Panel>
      <Panel title={m.workforce_rules_second()}>
        <p className="s-hint">{m.workforce_rules_secondText()}</p>
        <div className="s-fields s-fields-3">
          {rules.roles.map((one) =>
            one.always ? (
              <p key={one.role} className="wf-rule">
                <strong>{one.label[language]}</strong>
                <span className="s-hint">{m.workforce_rules_always()}</span>
              </p>
            ) : (
              <FieldSelect
                key={one.role}
                label={one.label[language]}
                name={`secondFactor.${one.role}`}
                value={form.values.secondFactor[one.role] ?? 'optional'}
                onChange={(rule) =>
                  form.set('secondFactor', { ...form.values.secondFactor, [one.role]: rule as Rule })
                }
                options={options}
              />
            ),
          )}
        </div>
      </Panel>
      <SaveBar form={form} />
    </Form>
  );
}
