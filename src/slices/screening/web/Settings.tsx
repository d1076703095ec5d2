import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { screening } from '../contract.ts';
import type { Rule } from '../shared/due.ts';
import { nameWords } from './words.ts';

/** Which questionnaires are due from which age, and again after how many months. */
export default function Settings() {
  const read = useRead(screening, 'settings', {});
  return (
    <Page title={m.screening_settings_title()}>
      <ReadView read={read} rows={5}>
        {({ rules }) => <RulesForm rules={rules} />}
      </ReadView>
    </Page>
  );
}

type Typed = Record<string, string | boolean>;

function RulesForm({ rules }: { rules: Rule[] }) {
  const initial: Typed = Object.fromEntries(
    rules.flatMap(({ code, on, fromYears, everyMonths }) => [
      [`${code}On`, on],
      [`${code}From`, String(fromYears)],
      [`${code}Every`, String(everyMonths)],
    ]),
  );
  const form = useForm(screening, 'saveSettings', {
    initial,
    prepare: (typed) => ({
      rules: rules.map(({ code }) => ({
        code,
        on: typed[`${code}On`] === true,
        fromYears: Number(typed[`${code}From`]),
        everyMonths: Number(typed[`${code}Every`]),
      })),
    }),
    onDone: () => tell(m.screening_settings_saved()),
  });
  return (
    <Panel title={m.screening_settings_title()}>
      <p>{m.screening_settings_lead()}</p>
      <Form form={form} label={m.screening_settings_title()}>
        {rules.map(({ code }, at) => (
          <FieldSet key={code} legend={nameWords(code)} columns={3}>
            <FieldCheck
              label={m.screening_settings_on()}
              {...(form.field(`${code}On`) as { value: boolean; onChange: (on: boolean) => void })}
            />
            <FieldNumber
              label={m.screening_settings_from()}
              {...(form.field(`${code}From`) as { value: string; onChange: (text: string) => void })}
              error={form.errors[`rules.${at}.fromYears`]}
            />
            <FieldNumber
              label={m.screening_settings_every()}
              {...(form.field(`${code}Every`) as { value: string; onChange: (text: string) => void })}
              error={form.errors[`rules.${at}.everyMonths`]}
            />
          </FieldSet>
        ))}
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}
