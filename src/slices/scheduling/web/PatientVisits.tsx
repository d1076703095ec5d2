import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { CancelForm } from './CancelForm.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { statusWords } from './words.ts';
import './calendar.css';

/** A patient's bookings on her chart: what is still to come, and what was. */
export default function PatientVisits({ patientId }: { patientId: string }) {
  const read = useRead(scheduling, 'patientVisits', { patientId }, { refreshOn: ['scheduling.visit'] });
  const [cancelling, setCancelling] = useState<Booking>();
  const [moving, setMoving] = useState<Booking>();
  const may = useMay('scheduling.book');
  const go = useGo();
  const book = () => go(`/calendar/book?patientId=${encodeURIComponent(patientId)}`);
  return (
    <Panel
      title={m.scheduling_visits_title()}
      actions={may && <Button onClick={book}>{m.scheduling_book_title()}</Button>}
    >
      <ReadView read={read} rows={2}>
        {({ coming, past, noShows, lateCancels }) => (
          <>
            <DataTable
              label={m.scheduling_visits_coming()}
              rows={coming}
              rowKey={(row) => row.visitId}
              columns={columns()}
              {...(may && {
                act: (row: Booking) => ({ label: m.scheduling_act_move(), run: () => setMoving(row) }),
                more: (row: Booking) => [{ label: m.scheduling_act_cancel(), run: () => setCancelling(row) }],
              })}
              empty={<EmptyState title={m.scheduling_visits_none()} />}
            />
            {past.length > 0 && (
              <More label={m.scheduling_visits_past({ count: past.length })}>
                <p className="sc-note">{m.scheduling_visits_missed({ noShows, lateCancels })}</p>
                <DataTable
                  label={m.scheduling_visits_pastTable()}
                  rows={past}
                  rowKey={(row) => row.visitId}
                  columns={[...columns(), statusColumn()]}
                  empty={null}
                />
              </More>
            )}
          </>
        )}
      </ReadView>
      {cancelling && <CancelForm booking={cancelling} onClose={() => setCancelling(undefined)} />}
      {moving && <MoveDialog booking={moving} onClose={() => setMoving(undefined)} />}
    </Panel>
  );
}

function columns(): Column<Booking>[] {
  return [
    {
      id: 'when',
      header: m.scheduling_label_time(),
      cell: (row) => <When at={row.startsAt} />,
      figures: true,
    },
    {
      id: 'type',
      header: m.scheduling_label_visitType(),
      cell: (row) => (
        <>
          {row.visitType}
          <span className="sc-under">{row.practitionerName}</span>
        </>
      ),
    },
  ];
}

/** What is still to come is booked; of what was, it says how it ended. */
function statusColumn(): Column<Booking> {
  return { id: 'status', header: m.scheduling_label_status(), cell: (row) => statusWords(row.status) };
}
