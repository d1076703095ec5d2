import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldArea, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import type { OutputOf } from '#platform/shared/contract.ts';
import { type JobRecord, workforce } from '#slices/workforce/contract.ts';

type Draft = OutputOf<typeof workforce, 'jobRecordDraft'>;

/** A new version for a person: from the one before, or from the duties of her jobs in this country. */
export function JobRecordForm(props: { staffId: string; newest: JobRecord | undefined; onDone: () => void }) {
  const read = useRead(workforce, 'jobRecordDraft', { staffId: props.staffId });
  return (
    <ReadView read={read} rows={8}>
      {(data) => <Fields {...props} data={data} />}
    </ReadView>
  );
}

function Fields(props: { staffId: string; newest: JobRecord | undefined; data: Draft; onDone: () => void }) {
  const { newest, data, staffId } = props;
  const from = newest ?? data.draft;
  const form = useForm(workforce, 'saveJobRecord', {
    initial: {
      ...{ title: from.title, site: from.site, reportsToId: newest?.reportsToId ?? '' },
      duties: {
        administrative: from.duties.administrative.join('\n'),
        clinical: from.duties.clinical.join('\n'),
        specialty: from.duties.specialty.join('\n'),
      },
      ...{
        education: from.education,
        immunisations: from.immunisations,
        physical: from.physical,
        supervision: from.supervision as string,
      },
      credentials: from.credentials.join('\n'),
      competencies: from.competencies.join('\n'),
      ...{ fromDay: data.draft.fromDay, toDay: '' },
    },
    prepare: ({ duties, credentials, competencies, supervision, toDay, ...values }) => ({
      ...{ ...values, staffId, basedOn: newest?.version ?? 0 },
      duties: {
        administrative: linesOf(duties.administrative),
        clinical: linesOf(duties.clinical),
        specialty: linesOf(duties.specialty),
      },
      ...{ credentials: linesOf(credentials), competencies: linesOf(competencies) },
      supervision: supervision as JobRecord['supervision'],
      toDay: toDay || null,
    }),
    onDone: ({ version }) => {
      tell(m.workforce_job_saved({ version }));
      props.onDone();
    },
  });
  const hint = m.workforce_job_linesHint();
  return (
    <Form form={form}>
      {!newest && <p className="s-hint">{m.workforce_job_fromTemplate()}</p>}
      <FieldText label={m.workforce_job_title()} {...form.field('title')} required autoFocus />
      <FieldSet legend={m.workforce_job_record()}>
        <FieldSelect
          label={m.workforce_job_reportsTo()}
          {...form.field('reportsToId')}
          options={data.people.map((one) => ({ value: one.staffId, label: one.name }))}
          required
        />
        <FieldText label={m.workforce_job_site()} {...form.field('site')} required />
        <FieldDate label={m.workforce_job_from()} {...form.field('fromDay')} required />
        <FieldDate label={m.workforce_job_to()} hint={m.workforce_job_toHint()} {...form.field('toDay')} />
      </FieldSet>
      <FieldArea
        label={m.workforce_job_duties_administrative()}
        hint={hint}
        {...form.at<string>('duties.administrative')}
      />
      <FieldArea
        label={m.workforce_job_duties_clinical()}
        hint={hint}
        {...form.at<string>('duties.clinical')}
      />
      <FieldArea
        label={m.workforce_job_duties_specialty()}
        hint={hint}
        {...form.at<string>('duties.specialty')}
        rows={1}
      />
      <FieldArea label={m.workforce_job_education()} {...form.field('education')} rows={1} />
      <FieldArea label={m.workforce_job_credentials()} hint={hint} {...form.field('credentials')} rows={1} />
      <FieldArea
        label={m.workforce_job_competencies()}
        hint={hint}
        {...form.field('competencies')}
        rows={1}
      />
      <FieldSelect
        label={m.workforce_job_supervision()}
        {...form.field('supervision')}
        options={[
          { value: 'onSite', label: m.workforce_job_supervision_onSite() },
          { value: 'indirect', label: m.workforce_job_supervision_indirect() },
          { value: 'none', label: m.workforce_job_supervision_none() },
        ]}
      />
      <FieldArea label={m.workforce_job_immunisations()} {...form.field('immunisations')} rows={1} />
      <FieldArea label={m.workforce_job_physical()} {...form.field('physical')} rows={1} />
      <SaveBar form={form} label={m.workforce_job_save()} onCancel={props.onDone} />
    </Form>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
