import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { type Booking, scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';
import { Touched } from './Touched.tsx';

interface PartProps {
  setup: Setup;
  onTouched: (bookings: Booking[]) => void;
}

/** Days on which the clinic is shut. */
export function ClosureSettings({ setup }: { setup: Setup }) {
  const [touched, setTouched] = useState<Booking[]>([]);
  return (
    <div className="sc-settings">
      <Touched bookings={touched} />
      <Closures setup={setup} onTouched={setTouched} />
    </div>
  );
}

function Closures({ setup, onTouched }: PartProps) {
  const locale = useLocale();
  const remove = useAct(scheduling, 'removeClosure');
  const save = useAct(scheduling, 'saveClosure');
  const blank = { day: '', name: '', from: '', to: '' };
  const form = useForm(scheduling, 'saveClosure', {
    initial: blank,
    prepare: ({ day, name, from, to }) => ({ day, name, from: from || null, to: to || null }),
    onDone: (done) => {
      onTouched(done.touched);
      form.setAll(blank);
    },
  });
  const takeAway = async (closure: Setup['closures'][number]) => {
    await remove.run({ id: closure.id });
    offerUndo(m.scheduling_hours_removed({ name: closure.name }), () => save.run(closure));
  };
  return (
    <Panel title={m.scheduling_closures_title()}>
      <DataTable
        label={m.scheduling_closures_title()}
        rows={setup.closures}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'day',
            header: m.scheduling_hours_day(),
            cell: (row) => formatPlainDate(row.day, locale, 'short'),
          },
          { id: 'name', header: m.scheduling_closures_name(), cell: (row) => row.name },
          {
            id: 'time',
            header: m.scheduling_label_time(),
            cell: (row) => (row.from ? `${row.from}–${row.to}` : m.scheduling_closures_wholeDay()),
            figures: true,
          },
        ]}
        more={(row) => [
          { label: m.scheduling_remove(), run: () => void takeAway(row).catch(() => undefined) },
        ]}
        empty={<EmptyState title={m.scheduling_closures_none()} />}
      />
      <Form form={form} label={m.scheduling_closures_add()}>
        <div className="sc-book-fields">
          <FieldDate label={m.scheduling_hours_day()} {...form.field('day')} required />
          <FieldText label={m.scheduling_closures_name()} {...form.field('name')} required maxLength={80} />
        </div>
        <More label={m.scheduling_closures_part()}>
          <div className="sc-book-fields">
            <FieldTime label={m.scheduling_hours_begin()} {...form.field('from')} />
            <FieldTime label={m.scheduling_hours_end()} {...form.field('to')} />
          </div>
        </More>
        <SaveBar form={form} label={m.scheduling_closures_add()} />
      </Form>
    </Panel>
  );
}
