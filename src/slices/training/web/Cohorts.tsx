import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { training } from '../contract.ts';
import { cohortPath } from './paths.ts';
import { spanWords } from './words.ts';

type All = OutputOf<typeof training, 'programmes'>;
type Cohort = All['cohorts'][number];

/** Cohorts of programmes; each opens its board. */
export function Cohorts() {
  const go = useGo();
  const locale = useLocale();
  const mayManage = useMay('training.manage');
  const [editing, setEditing] = useState<Cohort | 'new'>();
  useKeys({ n: mayManage ? { label: m.training_cohort_add(), run: () => setEditing('new') } : undefined });
  const read = useRead(training, 'programmes', {}, { refreshOn: ['training.'] });
  const columns: Column<Cohort>[] = [
    { id: 'name', header: m.training_cohort(), cell: (one) => <strong>{one.name}</strong> },
    { id: 'label', header: m.training_programme(), cell: (one) => one.label },
    {
      id: 'dates',
      header: m.training_paper_dates(),
      cell: (one) => spanWords(one.startsOn, one.endsOn, locale),
      figures: true,
      hideOn: 'phone',
    },
    {
      id: 'students',
      header: m.training_cohort_students(),
      cell: (one) => one.students,
      figures: true,
      align: 'end',
    },
  ];
  const open = (one: Cohort) => go(cohortPath(one.cohortId));
  return (
    <>
      {mayManage && (
        <div className="tr-acts">
          <Button tone="primary" keys="N" onClick={() => setEditing('new')}>
            {m.training_cohort_add()}
          </Button>
        </div>
      )}
      <ReadView read={read} rows={6}>
        {(all) => (
          <>
            <DataTable
              label={m.training_office_cohorts()}
              rows={all.cohorts}
              rowKey={(one) => one.cohortId}
              columns={columns}
              open={open}
              act={(one) => ({ label: m.training_openIt(), run: () => open(one) })}
              {...(mayManage && {
                more: (one: Cohort) => [{ label: m.training_edit(), run: () => setEditing(one) }],
              })}
              empty={<EmptyState title={m.training_cohorts_none()} text={m.training_cohorts_noneText()} />}
            />
            <Dialog
              title={editing === 'new' ? m.training_cohort_add() : m.training_edit()}
              open={editing !== undefined}
              onClose={() => setEditing(undefined)}
            >
              {editing && (
                <CohortForm
                  all={all}
                  {...(editing !== 'new' && { cohort: editing })}
                  onDone={() => setEditing(undefined)}
                />
              )}
            </Dialog>
          </>
        )}
      </ReadView>
    </>
  );
}

function CohortForm({ all, cohort, onDone }: { all: All; cohort?: Cohort; onDone: () => void }) {
  const language = useLanguage();
  const { zone } = useMe().clinic;
  const day = today(systemClock, zone);
  const form = useForm(training, 'saveCohort', {
    initial: {
      ...{ programme: cohort?.programme ?? '', name: cohort?.name ?? '' },
      ...{ startsOn: cohort?.startsOn ?? day, endsOn: cohort?.endsOn ?? '' },
    },
    prepare: (values) => ({ ...values, ...(cohort && { cohortId: cohort.cohortId }) }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_cohort_add()}>
      <FieldSelect
        label={m.training_programme()}
        options={all.programmes
          .filter((one) => one.active)
          .map((one) => ({ value: one.code, label: one.label[language] }))}
        {...form.field('programme')}
        required
        autoFocus
      />
      <FieldText label={m.training_cohort_name()} {...form.field('name')} required />
      <FieldDate label={m.training_from()} {...form.field('startsOn')} required />
      <FieldDate label={m.training_until()} {...form.field('endsOn')} required />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
