import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type PlanTopic, training } from '../contract.ts';

/** A topic was learnt; where the evidence lies may be said. */
export function TickForm(props: { planId: string; topic: PlanTopic; onDone: () => void }) {
  const { planId, topic, onDone } = props;
  const form = useForm(training, 'tickTopic', {
    initial: { note: '' },
    prepare: ({ note }) => ({ planId, topic: topic.topic, note }),
    onDone: ({ closed }) => {
      tell(closed ? m.training_planClosedNow() : m.training_topic_ticked({ label: topic.label }));
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_topic_tick()}>
      <p>
        <strong>{topic.label}</strong> · {topic.evidence}
      </p>
      <FieldText label={m.training_topic_note()} {...form.field('note')} autoFocus />
      <SaveBar form={form} label={m.training_topic_tick()} onCancel={onDone} />
    </Form>
  );
}
