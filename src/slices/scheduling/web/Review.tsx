import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { CancelForm } from './CancelForm.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import './calendar.css';

/** Bookings that came in by import and stand beside another one: each is moved or cancelled. */
export default function Review() {
  const read = useRead(scheduling, 'forReview', {}, { refreshOn: ['scheduling.visit'] });
  const [moving, setMoving] = useState<Booking>();
  const [cancelling, setCancelling] = useState<Booking>();
  return (
    <Page title={m.scheduling_review_title()} back="/calendar">
      <ReadView read={read}>
        {({ bookings }) => (
          <DataTable
            label={m.scheduling_review_title()}
            rows={bookings}
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
                id: 'type',
                header: m.scheduling_label_visitType(),
                cell: (row) => row.visitType,
                hideOn: 'phone',
              },
              {
                id: 'provider',
                header: m.scheduling_label_provider(),
                cell: (row) => row.practitionerName,
                hideOn: 'phone',
              },
            ]}
            act={(row) => ({ label: m.scheduling_act_move(), run: () => setMoving(row) })}
            more={(row) => [{ label: m.scheduling_act_cancel(), run: () => setCancelling(row) }]}
            empty={<EmptyState title={m.scheduling_review_none()} text={m.scheduling_review_text()} />}
          />
        )}
      </ReadView>
      {moving && <MoveDialog booking={moving} onClose={() => setMoving(undefined)} />}
      {cancelling && <CancelForm booking={cancelling} onClose={() => setCancelling(undefined)} />}
    </Page>
  );
}
