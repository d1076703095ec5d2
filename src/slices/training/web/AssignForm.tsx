import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { training } from '../contract.ts';
import { PreceptorField } from './PreceptorField.tsx';

/** Gives a plan to somebody who begins: what, with whom, from which day. */
export function AssignForm({ onDone }: { onDone: () => void }) {
  const language = useLanguage();
  const { zone } = useMe().clinic;
  const { data: choices } = useRead(training, 'choices', {});
  const { data: lists } = useRead(training, 'templates', {});
  const form = useForm(training, 'assignPlan', {
    initial: { staffId: '', template: '', preceptorId: '', startsOn: today(systemClock, zone) },
    onDone: () => {
      tell(m.training_plan_assigned());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_plan_assign()}>
      <FieldSelect
        label={m.training_paper_learner()}
        options={(choices?.people ?? []).map((one) => ({ value: one.staffId, label: one.name }))}
        {...form.field('staffId')}
        required
        autoFocus
      />
      <FieldSelect
        label={m.training_paper_plan()}
        options={(lists?.templates ?? [])
          .filter((one) => one.active)
          .map((one) => ({ value: one.code, label: one.label[language] }))}
        {...form.field('template')}
        required
      />
      <PreceptorField {...form.field('preceptorId')} />
      <FieldDate label={m.training_plan_startsOn()} {...form.field('startsOn')} required />
      <SaveBar form={form} label={m.training_plan_assign()} onCancel={onDone} />
    </Form>
  );
}
