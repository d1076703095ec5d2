import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import type { Term, Terms } from './asks.ts';

/** Asks something of an act, of one job or of every one without a licence. */
export function TermForm(props: { terms: Terms; term?: Term; onDone: () => void }) {
  const { terms, term } = props;
  const language = useLanguage();
  const form = useForm(workforce, 'saveTerm', {
    initial: {
      ...{ act: term?.act ?? '', role: term?.role ?? '', competency: term?.competency ?? '' },
      ...{ label: term?.label ?? { en: '', id: '' }, credentials: term?.credentials ?? [] },
      ...{ onSite: term?.supervision === 'onSite', delegation: term?.delegation ?? false },
      ...{ protocol: (term?.protocol ?? 'none') as string, coSign: term?.coSign ?? false },
    },
    prepare: ({ onSite, role, competency, protocol, ...values }) => ({
      ...values,
      protocol: protocol as Term['protocol'],
      role: role || null,
      competency: competency || null,
      supervision: onSite ? ('onSite' as const) : ('none' as const),
    }),
    onDone: () => {
      tell(m.workforce_terms_saved());
      props.onDone();
    },
  });
  const known = (code: string) => terms.competencies.find((one) => one.code === code);
  const takeCompetency = (code: string) => {
    form.set('competency', code);
    const found = known(code.trim());
    if (found) form.set('label', found.label);
  };
  return (
    <Form form={form}>
      <FieldSelect
        label={m.workforce_terms_act()}
        {...form.field('act')}
        options={terms.acts.map((one) => ({ value: one.action, label: one.words }))}
        disabled={term !== undefined}
        required
        autoFocus={term === undefined}
      />
      <FieldSelect
        label={m.workforce_terms_job()}
        {...form.field('role')}
        options={terms.jobs.map((one) => ({ value: one.role, label: one.label[language] }))}
        placeholder={m.workforce_terms_everyJob()}
        disabled={term !== undefined}
        clearable
      />
      <FieldText
        label={m.workforce_terms_competency()}
        hint={m.workforce_terms_competencyHint()}
        {...form.field('competency')}
        onChange={takeCompetency}
      />
      {form.values.competency !== '' && (
        <>
          <FieldText label={m.workforce_terms_competencyEn()} {...form.at<string>('label.en')} required />
          <FieldText label={m.workforce_terms_competencyId()} {...form.at<string>('label.id')} required />
        </>
      )}
      <FieldChips
        label={m.workforce_terms_credentials()}
        {...form.field('credentials')}
        options={terms.credentials.map((code) => ({ value: code, label: code }))}
        many
      />
      <FieldCheck label={m.workforce_terms_onSite()} {...form.field('onSite')} />
      <FieldCheck label={m.workforce_terms_delegation()} {...form.field('delegation')} />
      <FieldChips
        label={m.workforce_terms_protocol()}
        {...form.field('protocol')}
        options={[
          { value: 'none', label: m.workforce_terms_protocol_none() },
          { value: 'withoutOrder', label: m.workforce_terms_protocol_withoutOrder() },
          { value: 'always', label: m.workforce_terms_protocol_always() },
        ]}
      />
      <FieldCheck label={m.workforce_terms_coSign()} {...form.field('coSign')} />
      <SaveBar form={form} onCancel={props.onDone} />
    </Form>
  );
}
