import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { frontDesk, type TalkScript } from '../contract.ts';

interface Values {
  questions: (Omit<TalkScript['questions'][number], 'level'> & { level: '' | 'emergency' | 'urgent' })[];
  topics: (Omit<TalkScript['topics'][number], 'keywords'> & { words: string })[];
}

/** Every question in both languages, how urgent a yes is, and the words that bring it up. */
export function TalkScriptForm({
  version,
}: {
  version: OutputOf<typeof frontDesk, 'talkScript'>['inForce'];
}) {
  const { script } = version;
  const form = useForm(frontDesk, 'saveTalkScript', {
    initial: {
      questions: script.questions.map((one) => ({ ...one, level: one.level ?? ('' as const) })),
      topics: script.topics.map(({ keywords, ...topic }) => ({ ...topic, words: keywords.join(', ') })),
    },
    prepare: (values: Values) => ({
      after: version.version,
      questions: values.questions.map(({ level, ...one }) => ({ ...one, ...(level && { level }) })),
      topics: values.topics.map(({ words, ...topic }) => ({ ...topic, keywords: listOf(words) })),
    }),
    onDone: (saved) => tell(m.frontDesk_script_saved({ version: saved.version })),
  });
  const { questions } = form.values;
  const add = () =>
    form.set('questions', [
      ...questions,
      { code: `own${Date.now()}`, en: '', id: '', topics: [], level: '' },
    ]);
  return (
    <Form form={form} label={m.frontDesk_script_title()}>
      <Panel
        title={m.frontDesk_script_questions()}
        actions={
          <Button small onClick={add}>
            {m.frontDesk_script_add()}
          </Button>
        }
      >
        {questions.map((one, at) => (
          <Question key={one.code} form={form} at={at} />
        ))}
      </Panel>
      <Topics form={form} />
      <SaveBar form={form} label={m.frontDesk_script_save()} />
    </Form>
  );
}

const listOf = (words: string) =>
  words
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

type Held = FormState<Values, OutputOf<typeof frontDesk, 'saveTalkScript'>>;

function Question({ form, at }: { form: Held; at: number }) {
  const language = useLanguage();
  const question = form.values.questions[at];
  if (!question) return null;
  const remove = () =>
    form.set(
      'questions',
      form.values.questions.filter((one) => one.code !== question.code),
    );
  return (
    <More
      label={`${at + 1}. ${question[language] || m.frontDesk_script_add()}`}
      open={question.en === '' || question.id === ''}
    >
      <div className="fd-stack">
        <div className="s-fields s-fields-2">
          <FieldArea label={m.frontDesk_script_id()} {...form.at<string>(`questions.${at}.id`)} rows={2} />
          <FieldArea label={m.frontDesk_script_en()} {...form.at<string>(`questions.${at}.en`)} rows={2} />
        </div>
        <FieldChips
          label={m.frontDesk_script_level()}
          {...form.at<string>(`questions.${at}.level`)}
          options={[
            { value: '', label: m.frontDesk_script_level_none() },
            { value: 'urgent', label: m.frontDesk_talk_level_urgent() },
            { value: 'emergency', label: m.frontDesk_talk_level_emergency() },
          ]}
        />
        <FieldChips
          label={m.frontDesk_script_ofTopics()}
          hint={question.topics.length === 0 ? m.frontDesk_script_everybody() : undefined}
          many
          {...form.at<string[]>(`questions.${at}.topics`)}
          options={form.values.topics.map((topic) => ({ value: topic.code, label: topic[language] }))}
        />
        <Button small tone="danger" onClick={remove}>
          {m.frontDesk_script_remove()}
        </Button>
      </div>
    </More>
  );
}

function Topics({ form }: { form: Held }) {
  const language = useLanguage();
  return (
    <Panel title={m.frontDesk_script_topics()}>
      {form.values.topics.map((topic, at) => (
        <FieldArea
          key={topic.code}
          label={`${topic[language]}: ${m.frontDesk_script_keywords()}`}
          {...form.at<string>(`topics.${at}.words`)}
          rows={1}
        />
      ))}
    </Panel>
  );
}
