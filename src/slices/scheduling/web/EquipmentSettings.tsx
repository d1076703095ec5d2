import { useState } from 'react';
import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { type Booking, type Equipment, scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';
import { Downtimes } from './Downtimes.tsx';
import { Touched } from './Touched.tsx';

type Draft = Omit<Equipment, 'id'> & { id?: string };
const newOne: Draft = { name: '', kind: '', capacity: 1, active: true };

/** What visits need beside people and rooms, how many may use it at once, and when it is out of use. */
export function EquipmentSettings({ setup }: { setup: Setup }) {
  const [edited, setEdited] = useState<Draft>();
  const [touched, setTouched] = useState<Booking[]>([]);
  const add = { label: m.scheduling_equipment_add(), run: () => setEdited(newOne) };
  return (
    <div className="sc-settings">
      <Touched bookings={touched} />
      <Panel title={m.scheduling_equipment_title()} actions={<Button onClick={add.run}>{add.label}</Button>}>
        <DataTable
          label={m.scheduling_equipment_title()}
          rows={setup.equipment}
          rowKey={(row) => row.id}
          open={setEdited}
          columns={[
            { id: 'name', header: m.scheduling_field_name(), cell: (row) => row.name },
            { id: 'kind', header: m.scheduling_equipment_kind(), cell: (row) => row.kind },
            {
              id: 'capacity',
              header: m.scheduling_equipment_capacity(),
              cell: (row) => row.capacity,
              figures: true,
            },
            {
              id: 'active',
              header: m.scheduling_label_status(),
              cell: (row) => (row.active ? m.scheduling_inUse() : m.scheduling_notInUse()),
              hideOn: 'phone',
            },
          ]}
          empty={<EmptyState title={m.scheduling_equipment_none()} act={add} />}
        />
      </Panel>
      {setup.equipment.length > 0 && <Downtimes setup={setup} onTouched={setTouched} />}
      {edited && <EquipmentForm key={edited.id ?? 'new'} one={edited} onClose={() => setEdited(undefined)} />}
    </div>
  );
}

function EquipmentForm(props: { one: Draft; onClose: () => void }) {
  const { capacity, ...rest } = props.one;
  const form = useForm(scheduling, 'saveEquipment', {
    initial: { ...rest, seats: String(capacity) },
    prepare: ({ seats, ...typed }) => ({ ...typed, capacity: Number(seats) }),
    onDone: props.onClose,
  });
  return (
    <Dialog open title={props.one.name || m.scheduling_equipment_add()} onClose={props.onClose} size="small">
      <Form form={form}>
        <FieldText
          label={m.scheduling_field_name()}
          {...form.field('name')}
          required
          autoFocus
          maxLength={80}
        />
        <FieldText
          label={m.scheduling_equipment_kind()}
          hint={m.scheduling_equipment_kindHint()}
          {...form.field('kind')}
          required
          maxLength={80}
        />
        <FieldNumber
          label={m.scheduling_equipment_capacity()}
          {...form.field('seats')}
          error={form.errors.capacity}
          required
        />
        <FieldCheck label={m.scheduling_inUse()} {...form.field('active')} />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}
