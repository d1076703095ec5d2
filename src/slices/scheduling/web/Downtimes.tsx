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

/** When equipment cannot be used: service, a repair. */
export function Downtimes({ setup, onTouched }: { setup: Setup; onTouched: (bookings: Booking[]) => void }) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const remove = useAct(scheduling, 'removeDowntime');
  const save = useAct(scheduling, 'saveDowntime');
  const blank = { equipmentId: '', fromDay: now, from: '08:00', toDay: now, to: '16:00', reason: '' };
  const form = useForm(scheduling, 'saveDowntime', {
    initial: blank,
    prepare: ({ equipmentId, fromDay, from, toDay, to, reason }) => ({
      equipmentId,
      reason,
      startsAt: instantAt(fromDay, from, zone),
      endsAt: instantAt(toDay, to, zone),
    }),
    onDone: (done) => {
      onTouched(done.touched);
      form.setAll(blank);
    },
  });
  const nameOf = (id: string) => setup.equipment.find((one) => one.id === id)?.name ?? id;
  const takeAway = async (one: Setup['downtimes'][number]) => {
    await remove.run({ id: one.id });
    offerUndo(m.scheduling_hours_removed({ name: nameOf(one.equipmentId) }), () => save.run(one));
  };
  return (
    <Panel title={m.scheduling_downtimes_title()}>
      <DataTable
        label={m.scheduling_downtimes_title()}
        rows={setup.downtimes}
        rowKey={(row) => row.id}
        columns={[
          { id: 'who', header: m.scheduling_equipment_title(), cell: (row) => nameOf(row.equipmentId) },
          { id: 'from', header: m.scheduling_hours_begin(), cell: (row) => <When at={row.startsAt} /> },
          { id: 'to', header: m.scheduling_hours_end(), cell: (row) => <When at={row.endsAt} /> },
          { id: 'why', header: m.scheduling_label_reason(), cell: (row) => row.reason, hideOn: 'phone' },
        ]}
        more={(row) => [
          { label: m.scheduling_remove(), run: () => void takeAway(row).catch(() => undefined) },
        ]}
        empty={<EmptyState title={m.scheduling_downtimes_none()} />}
      />
      <Form form={form} label={m.scheduling_downtimes_add()}>
        <div className="sc-book-fields">
          <FieldSelect
            label={m.scheduling_equipment_title()}
            {...form.field('equipmentId')}
            required
            options={setup.equipment.map((one) => ({ value: one.id, label: one.name }))}
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
        <SaveBar form={form} label={m.scheduling_downtimes_add()} />
      </Form>
    </Panel>
  );
}
