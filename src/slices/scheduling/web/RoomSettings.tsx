import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { type Room, roomKinds, scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';
import { roomKindWords } from './words.ts';

type Draft = Omit<Room, 'id'> & { id?: string };
const newRoom: Draft = { name: '', kind: 'exam', active: true, site: '' };

/** The clinic's rooms. */
export function RoomSettings({ setup }: { setup: Setup }) {
  const [edited, setEdited] = useState<Draft>();
  const add = { label: m.scheduling_rooms_add(), run: () => setEdited(newRoom) };
  return (
    <Panel title={m.scheduling_rooms_title()} actions={<Button onClick={add.run}>{add.label}</Button>}>
      <DataTable
        label={m.scheduling_rooms_title()}
        rows={setup.rooms}
        rowKey={(row) => row.id}
        open={setEdited}
        columns={[
          { id: 'name', header: m.scheduling_field_name(), cell: (row) => row.name },
          { id: 'kind', header: m.scheduling_rooms_kind(), cell: (row) => roomKindWords(row.kind) },
          ...(setup.rooms.some((one) => one.site)
            ? [{ id: 'site', header: m.scheduling_site(), cell: (row: Room) => row.site }]
            : []),
          {
            id: 'active',
            header: m.scheduling_label_status(),
            cell: (row) => (row.active ? m.scheduling_inUse() : m.scheduling_notInUse()),
          },
        ]}
        empty={<EmptyState title={m.scheduling_rooms_none()} act={add} />}
      />
      {edited && <RoomForm key={edited.id ?? 'new'} room={edited} onClose={() => setEdited(undefined)} />}
    </Panel>
  );
}

function RoomForm(props: { room: Draft; onClose: () => void }) {
  const form = useForm(scheduling, 'saveRoom', { initial: props.room, onDone: props.onClose });
  return (
    <Dialog open title={props.room.name || m.scheduling_rooms_add()} onClose={props.onClose} size="small">
      <Form form={form}>
        <FieldText
          label={m.scheduling_field_name()}
          {...form.field('name')}
          required
          autoFocus
          maxLength={80}
        />
        <FieldChips
          label={m.scheduling_rooms_kind()}
          {...form.field('kind')}
          onChange={(value) => form.set('kind', value)}
          options={roomKinds.map((kind) => ({ value: kind, label: roomKindWords(kind) }))}
        />
        <FieldText
          label={m.scheduling_site()}
          hint={m.scheduling_siteHint()}
          {...form.field('site')}
          maxLength={80}
        />
        <FieldCheck label={m.scheduling_inUse()} {...form.field('active')} />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}
