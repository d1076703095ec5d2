import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Practicum, training } from '../contract.ts';
import { PreceptorField } from './PreceptorField.tsx';
import { hundredthsFrom } from './words.ts';

/** Another preceptor, site, dates, hours or competencies while it goes on. */
export function ChangePracticumForm({ practicum, onDone }: { practicum: Practicum; onDone: () => void }) {
  const language = useLanguage();
  const { practicumId } = practicum;
  const { data: choices } = useRead(training, 'choices', {});
  const { data: places } = useRead(training, 'sites', {});
  const form = useForm(training, 'changePracticum', {
    initial: {
      ...{ siteId: practicum.siteId, preceptorId: practicum.preceptorId },
      ...{ startsOn: practicum.startsOn, endsOn: practicum.endsOn },
      agreed: String(practicum.neededHundredths / 100),
      skills: practicum.skills.map((one) => one.code),
    },
    prepare: ({ agreed, ...values }) => ({
      ...values,
      practicumId,
      agreedHundredths: hundredthsFrom(agreed),
    }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_edit()}>
      <FieldSet legend={m.training_paper_site()} columns={2}>
        <FieldSelect
          label={m.training_paper_site()}
          options={(places?.sites ?? [])
            .filter((one) => one.active || one.siteId === practicum.siteId)
            .map((one) => ({ value: one.siteId, label: one.name }))}
          {...form.field('siteId')}
          required
        />
        <PreceptorField {...form.field('preceptorId')} />
      </FieldSet>
      <FieldSet legend={m.training_paper_dates()} columns={3}>
        <FieldDate label={m.training_from()} {...form.field('startsOn')} required />
        <FieldDate label={m.training_until()} {...form.field('endsOn')} required />
        <FieldNumber
          label={m.training_practicum_agreed()}
          {...form.field('agreed')}
          error={form.errors.agreedHundredths}
          required
        />
      </FieldSet>
      <FieldChips
        many
        label={m.training_practicum_skills()}
        options={(choices?.skills ?? []).map((one) => ({ value: one.code, label: one.label[language] }))}
        {...form.field('skills')}
      />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
