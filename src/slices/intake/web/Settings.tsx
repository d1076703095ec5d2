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
import { intake } from '../contract.ts';
import type { Rule } from '../shared/due.ts';
import { topicWords } from './words.ts';

/** What is asked again in the room, after how many days and from which age on. */
export default function Settings() {
  const read = useRead(intake, 'settings', {});
  return (
    <Page title={m.intake_settings_title()}>
      <ReadView read={read} rows={8}>
        {({ rules }) => <RulesForm rules={rules} />}
      </ReadView>
    </Page>
  );
}

function RulesForm({ rules }: { rules: Rule[] }) {
  const form = useForm(intake, 'saveSettings', {
    initial: {
      rules: rules.map(({ topic, on, everyDays, fromYears }) => ({
        ...{ topic, on, everyDays: String(everyDays), fromYears: String(fromYears) },
      })),
    },
    prepare: (typed) => ({
      rules: typed.rules.map((one) => ({
        ...{
          topic: one.topic,
          on: one.on,
          everyDays: Number(one.everyDays),
          fromYears: Number(one.fromYears),
        },
      })),
    }),
    onDone: () => tell(m.intake_settings_saved()),
  });
  return (
    <Panel title={m.intake_settings_title()}>
      <p>{m.intake_settings_lead()}</p>
      <Form form={form} label={m.intake_settings_title()}>
        {rules.map(({ topic }, at) => (
          <FieldSet key={topic} legend={topicWords[topic]()} columns={3}>
            <FieldCheck label={m.intake_settings_on()} {...form.at<boolean>(`rules.${at}.on`)} />
            <FieldNumber label={m.intake_settings_every()} {...form.at<string>(`rules.${at}.everyDays`)} />
            <FieldNumber label={m.intake_settings_from()} {...form.at<string>(`rules.${at}.fromYears`)} />
          </FieldSet>
        ))}
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}
