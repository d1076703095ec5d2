import { useState } from 'react';
import { m } from '#messages';
import { today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Booking, scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';
import { instantAt } from './instant-at.ts';
import { Touched } from './Touched.tsx';

/** Providers' leave and meetings. */
export function BlockSettings({ setup }: { setup: Setup }) {
  const [touched, setTouched] = useState<Booking[]>([]);
  return (
    <div className="sc-settings">
      <Touched bookings={touched} massMove />
      <Blocks setup={setup} onTouched={setTouched} />
    </div>
  );
}

function Blocks({ setup, onTouched }: { setup: Setup; onTouched: (bookings: Booking[]) => void }) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const remove = useAct(scheduling, 'removeBlock');
  const save = useAct(scheduling, 'saveBlock');
  const blank = { practitionerId: '', fromDay: now, from: '08:00', toDay: now, to: '16:00', reason: '' };
  const form = useForm(scheduling, 'saveBlock', {
    initial: blank,
    prepare: ({ practitionerId, fromDay, from, toDay, to, reason }) => ({
      practitionerId,
      reason,
      startsAt: instantAt(fromDay, from, zone),
      endsAt: instantAt(toDay, to, zone),
    }),
    onDone: (done) => {
      onTouched(done.touched);
      form.setAll(blank);
    },
  });
  const nameOf = (id: string) => setup.providers.find((one) => one.practitionerId === id)?.name ?? id;
  // the leave of who only assists stands here too, and is taken back where it was approved
  const ofProviders = setup.blocks.filter((one) => nameOf(one.practitionerId) !== one.practitionerId);
  const takeAway = async (block: Setup['blocks'][number]) => {
    await remove.run({ id: block.id });
    offerUndo(m.scheduling_hours_removed({ name: nameOf(block.practitionerId) }), () => save.run(block));
  };
  return (
    <Panel title={m.scheduling_blocks_title()}>
      <DataTable
        label={m.scheduling_blocks_title()}
        rows={ofProviders}
        rowKey={(row) => row.id}
        columns={[
          { id: 'who', header: m.scheduling_label_provider(), cell: (row) => nameOf(row.practitionerId) },
          { id: 'from', header: m.scheduling_hours_begin(), cell: (row) => <When at={row.startsAt} /> },
          { id: 'to', header: m.scheduling_hours_end(), cell: (row) => <When at={row.endsAt} /> },
          { id: 'why', header: m.scheduling_label_reason(), cell: (row) => row.reason, hideOn: 'phone' },
        ]}
        more={(row) => [
          { label: m.scheduling_remove(), run: () => void takeAway(row).catch(() => undefined) },
        ]}
        empty={<EmptyState title={m.scheduling_blocks_none()} />}
      />
      <Form form={form} label={m.scheduling_blocks_add()}>
        <div className="sc-book-fields">
          <FieldSelect
            label={m.scheduling_label_provider()}
            {...form.field('practitionerId')}
            required
            options={setup.providers.map((one) => ({ value: one.practitionerId, label: one.name }))}
          />
          <FieldText label={m.scheduling_label_reason()} {...form.field('reason')} required maxLength={80} />
          <FieldDate
            label={m.scheduling_hours_from()}
            {...form.field('fromDay')}
            error={form.errors.startsAt}
            required
          />
          <FieldTime label={m.scheduling_hours_begin()} {...form.field('from')} />
          <FieldDate
            label={m.scheduling_hours_to()}
            {...form.field('toDay')}
            error={form.errors.endsAt}
            required
          />
          <FieldTime label={m.scheduling_hours_end()} {...form.field('to')} />
        </div>
        <SaveBar form={form} label={m.scheduling_blocks_add()} />
      </Form>
    </Panel>
  );
}
