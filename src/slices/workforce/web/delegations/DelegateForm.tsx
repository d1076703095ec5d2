import { m } from '#messages';
import { today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldArea, FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Evidence, workforce } from '#slices/workforce/contract.ts';
import { EvidenceField } from '../credentials/EvidenceField.tsx';

/** The five rights in the order in which one thinks them: task, person, circumstance, direction, supervision. */
export function DelegateForm(props: { onDone: () => void }) {
  const language = useLanguage();
  const { zone } = useMe().clinic;
  const { data } = useRead(workforce, 'delegationChoices', {});
  const day = today({ now: () => Date.now() }, zone);
  const people = (data?.people ?? []).map((one) => {
    const roles = one.roles.map((label) => label[language]).join(', ');
    const care = one.care ? '' : ` · ${m.workforce_delegation_noCare()}`;
    return { value: one.staffId, label: `${one.name} · ${roles}${care}` };
  });
  const form = useForm(workforce, 'delegate', {
    initial: {
      ...{ act: '', delegateeId: '', circumstance: '', limits: '', direction: '', supervision: '' },
      ...{ competence: '', fromDay: day, lastDay: day, evidence: undefined as Evidence | undefined },
    },
    prepare: ({ evidence, ...values }) => ({ ...values, ...(evidence && { evidence }) }),
    onDone: (_, { delegateeId }) => {
      const name = data?.people.find((one) => one.staffId === delegateeId)?.name ?? '';
      tell(m.workforce_delegation_given({ name }));
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      <FieldSelect
        label={m.workforce_delegation_act()}
        {...form.field('act')}
        options={(data?.acts ?? []).map((one) => ({ value: one.action, label: one.words }))}
        required
        autoFocus
      />
      <FieldSelect
        label={m.workforce_delegation_to()}
        {...form.field('delegateeId')}
        options={people}
        required
      />
      <FieldArea
        label={m.workforce_delegation_circumstance()}
        hint={m.workforce_delegation_circumstanceHint()}
        {...form.field('circumstance')}
        rows={1}
        required
      />
      <FieldArea
        label={m.workforce_delegation_limits()}
        hint={m.workforce_delegation_limitsHint()}
        {...form.field('limits')}
        rows={1}
      />
      <FieldArea
        label={m.workforce_delegation_direction()}
        hint={m.workforce_delegation_directionHint()}
        {...form.field('direction')}
        rows={1}
        required
      />
      <FieldArea
        label={m.workforce_delegation_supervision()}
        hint={m.workforce_delegation_supervisionHint()}
        {...form.field('supervision')}
        rows={1}
        required
      />
      <FieldArea
        label={m.workforce_delegation_competence()}
        hint={m.workforce_delegation_competenceHint()}
        {...form.field('competence')}
        rows={1}
        required
      />
      <FieldSet legend={m.workforce_delegation_span()}>
        <FieldDate label={m.workforce_delegation_from()} {...form.field('fromDay')} required />
        <FieldDate label={m.workforce_delegation_until()} {...form.field('lastDay')} required />
      </FieldSet>
      <EvidenceField {...form.field('evidence')} error={form.errors['evidence.data']} />
      <SaveBar form={form} label={m.workforce_delegation_give()} onCancel={props.onDone} />
    </Form>
  );
}
