import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import type { CallOf } from '#platform/shared/contract.ts';
import { More } from '#platform/web/ui/More.tsx';
import { records } from '../contract.ts';
import { categoryOptions, criticalityOptions, kindOptions, severityOptions } from './allergy-words.ts';

type Added = NonNullable<CallOf<typeof records, 'recordAllergies'>['add']>[number];

/** Substance, reaction, severity: what is asked of every allergy, in the order in which people tell it. */
export function AllergyForm(props: { patientId: string; visitId?: string; onDone: () => void }) {
  const { patientId, visitId } = props;
  const blank = {
    substance: '',
    category: '',
    kind: 'allergy',
    reaction: '',
    severity: '',
    criticality: '',
    onset: '',
    note: '',
  };
  const form = useForm(records, 'recordAllergies', {
    initial: { add: [blank] },
    draft: `records.recordAllergies/${patientId}`,
    prepare: ({ add }) => ({
      patientId,
      ...(visitId && { visitId }),
      // a chip that was not touched is blank and left out; what is left fits the contract or is refused by it
      add: add.map(
        (one) =>
          Object.fromEntries(Object.entries(one).filter(([, value]) => value !== '')) as unknown as Added,
      ),
    }),
    onDone: props.onDone,
  });
  const at = (name: keyof typeof blank) => form.at<string>(`add.0.${name}`);
  return (
    <Form form={form} label={m.records_allergy_add()}>
      <FieldText
        label={m.records_allergy_substance()}
        {...at('substance')}
        required
        autoFocus
        maxLength={200}
      />
      <FieldChips label={m.records_allergy_category()} {...at('category')} options={categoryOptions()} />
      <FieldText
        label={m.records_allergy_reaction()}
        hint={m.records_allergy_reactionHint()}
        {...at('reaction')}
        maxLength={255}
      />
      <FieldChips label={m.records_allergy_severity()} {...at('severity')} options={severityOptions()} />
      <More>
        <div className="s-form">
          <FieldChips label={m.records_allergy_kind()} {...at('kind')} options={kindOptions()} />
          <FieldChips
            label={m.records_allergy_criticality()}
            {...at('criticality')}
            options={criticalityOptions()}
          />
          <FieldDate label={m.records_allergy_onset()} {...at('onset')} past partial />
          <FieldText label={m.records_allergy_note()} {...at('note')} maxLength={500} />
        </div>
      </More>
      <SaveBar form={form} />
    </Form>
  );
}
