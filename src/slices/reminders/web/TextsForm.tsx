import { useState } from 'react';
import { m } from '#messages';
import { FieldArea, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { reminders, type Template } from '../contract.ts';
import { templateKinds } from '../shared/template.ts';
import { kindWords } from './words.ts';

/** The words of every message, in both languages; each change is a version. */
export function TextsForm({ templates }: { templates: Template[] }) {
  const own = useLanguage();
  const [kind, setKind] = useState<string>('reminder');
  const [language, setLanguage] = useState<string>(own);
  const shown = templates.find((one) => one.kind === kind && one.language === language);
  return (
    <Panel title={m.reminders_texts_title()}>
      <div className="s-fields s-fields-2">
        <FieldSelect
          label={m.reminders_texts_which()}
          value={kind}
          onChange={(value) => setKind(value || kind)}
          options={templateKinds.map((value) => ({ value, label: kindWords(value) }))}
        />
        <FieldSelect
          label={m.reminders_texts_language()}
          value={language}
          onChange={(value) => setLanguage(value || language)}
          options={[
            { value: 'en', label: m.reminders_texts_en() },
            { value: 'id', label: m.reminders_texts_id() },
          ]}
        />
      </div>
      {shown && <OneText key={`${kind} ${language} ${shown.version}`} template={shown} />}
    </Panel>
  );
}

function OneText({ template }: { template: Template }) {
  const { version } = template;
  const form = useForm(reminders, 'saveTemplate', {
    initial: template,
    onDone: () => tell(m.reminders_settings_saved()),
  });
  return (
    <Form form={form} label={m.reminders_texts_title()}>
      <p>{version === 0 ? m.reminders_texts_builtIn() : m.reminders_texts_version({ version })}</p>
      <FieldText label={m.reminders_texts_subject()} {...form.field('subject')} required />
      <FieldArea
        label={m.reminders_texts_body()}
        hint={m.reminders_texts_hint()}
        rows={4}
        {...form.field('body')}
        required
      />
      <SaveBar form={form} />
    </Form>
  );
}
