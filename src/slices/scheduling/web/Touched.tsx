import { useState } from 'react';
import { m } from '#messages';
import { useGo } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Booking } from '../contract.ts';
import { CancelForm } from './CancelForm.tsx';
import { MoveDialog } from './MoveDialog.tsx';

/** The visits that a closure, a leave or new hours touch. None was changed: each is moved or cancelled from here. */
export function Touched(props: {
  bookings: Booking[];
  /** They are all of one provider, who is away: one screen moves them all. */
  massMove?: boolean;
}) {
  const [moving, setMoving] = useState<Booking>();
  const [cancelling, setCancelling] = useState<Booking>();
  if (props.bookings.length === 0) return null;
  return (
    <Panel
      tone="amber"
      title={m.scheduling_touched_title({ count: props.bookings.length })}
      actions={props.massMove && <MoveAll booking={props.bookings[0]} />}
    >
      <DataTable
        label={m.scheduling_touched_table()}
        rows={props.bookings}
        rowKey={(row) => row.visitId}
        columns={[
          {
            id: 'when',
            header: m.scheduling_label_time(),
            cell: (row) => <When at={row.startsAt} />,
            figures: true,
          },
          { id: 'patient', header: m.scheduling_book_patient(), cell: (row) => row.patientName },
          {
            id: 'provider',
            header: m.scheduling_label_provider(),
            cell: (row) => row.practitionerName,
            hideOn: 'phone',
          },
        ]}
        act={(row) => ({ label: m.scheduling_act_move(), run: () => setMoving(row) })}
        more={(row) => [{ label: m.scheduling_act_cancel(), run: () => setCancelling(row) }]}
        empty={null}
      />
      {moving && <MoveDialog booking={moving} onClose={() => setMoving(undefined)} />}
      {cancelling && <CancelForm booking={cancelling} onClose={() => setCancelling(undefined)} />}
    </Panel>
  );
}

function MoveAll({ booking }: { booking: Booking | undefined }) {
  const go = useGo();
  if (!booking?.practitionerId) return null;
  const to = `practitionerId=${encodeURIComponent(booking.practitionerId)}&day=${booking.day}`;
  return (
    <Button tone="primary" onClick={() => go(`/calendar/mass-move?${to}`)}>
      {m.scheduling_mass_open()}
    </Button>
  );
}
