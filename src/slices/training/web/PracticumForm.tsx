import { m } from '#messages';
import { addDays, systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { accreditors, training } from '../contract.ts';
import { PreceptorField } from './PreceptorField.tsx';
import { accreditorWords, hundredthsFrom } from './words.ts';

/** A student, a site, a preceptor, hours, dates, competencies: what a practicum is agreed on. */
export function PracticumForm({ onDone }: { onDone: () => void }) {
  const language = useLanguage();
  const { zone, country } = useMe().clinic;
  const day = today(systemClock, zone);
  const { data: choices } = useRead(training, 'choices', {});
  const { data: places } = useRead(training, 'sites', {});
  const { data: programmes } = useRead(training, 'programmes', {});
  const form = useForm(training, 'openPracticum', {
    initial: {
      ...{ staffId: '', siteId: '', preceptorId: '', cohortId: '', agreed: '160' },
      ...{ accreditor: country === 'US' ? 'caahep' : ('none' as string), skills: [] as string[] },
      ...{ startsOn: day, endsOn: addDays(day, 42) },
    },
    prepare: ({ agreed, cohortId, accreditor, ...values }) => ({
      ...{ ...values, accreditor: accreditor as 'none', agreedHundredths: hundredthsFrom(agreed) },
      ...(cohortId && { cohortId }),
    }),
    onDone: () => {
      tell(m.training_practicum_opened());
      onDone();
    },
  });
  const people = (choices?.people ?? []).filter((one) => one.student);
  return (
    <Form form={form} label={m.training_practicum_open()}>
      <FieldSelect
        label={m.training_paper_student()}
        options={people.map((one) => ({ value: one.staffId, label: one.name }))}
        {...form.field('staffId')}
        required
        autoFocus
      />
      <FieldSet legend={m.training_paper_site()} columns={2}>
        <FieldSelect
          label={m.training_paper_site()}
          options={(places?.sites ?? [])
            .filter((one) => one.active)
            .map((one) => ({ value: one.siteId, label: one.name }))}
          {...form.field('siteId')}
          required
        />
        <PreceptorField {...form.field('preceptorId')} />
        <FieldSelect
          label={m.training_cohort()}
          options={[
            { value: '', label: m.training_cohort_noneOf() },
            ...(programmes?.cohorts ?? []).map((one) => ({
              value: one.cohortId,
              label: `${one.label} · ${one.name}`,
            })),
          ]}
          {...form.field('cohortId')}
        />
        <FieldSelect
          label={m.training_paper_accreditor()}
          options={accreditors.map((one) => ({ value: one, label: accreditorWords[one]() }))}
          {...form.field('accreditor')}
        />
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
      <SaveBar form={form} label={m.training_practicum_open()} onCancel={onDone} />
    </Form>
  );
}
