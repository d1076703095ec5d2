import { useEffect, useState } from 'react';
import { m } from '#messages';
import { useMay } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Booking } from '../contract.ts';
import type { Sheet } from './answers.ts';
import { DayGrid } from './DayGrid.tsx';
import type { Slot } from './grid-keys.ts';
import { isOnSheet } from '../shared/sheet.ts';
import { useBookingActs } from './use-booking-acts.ts';
import { useBookingPapers } from './use-booking-papers.ts';
import { closureWords, statusWords } from './words.ts';

/** The sheet, and below it what was cancelled. */
export function DaySheet(props: {
  sheet: Sheet;
  moving: Booking | undefined;
  onOpen: (booking: Booking) => void;
  onMove: ((booking: Booking) => void) | undefined;
  onStop: () => void;
  onSlot: (slot: Slot) => void;
  onDayBeyond: (step: 1 | -1) => void;
}) {
  const { sheet, moving } = props;
  const narrow = useNarrow();
  const shown = sheet.bookings.filter(isOnSheet);
  return (
    <>
      {sheet.closures.map((one) => (
        <SignalBadge key={one.id} tone="amber">
          {closureWords(one)}
        </SignalBadge>
      ))}
      {sheet.columns.length === 0 && (
        <EmptyState
          title={m.scheduling_sheet_empty()}
          text={m.scheduling_sheet_emptyText()}
          act={{ label: m.scheduling_settings_title(), to: '/clinic/calendar' }}
        />
      )}
      {narrow && !moving ? (
        <DayList bookings={shown} onOpen={props.onOpen} />
      ) : (
        <DayGrid
          sheet={{ ...sheet, bookings: shown }}
          moving={moving}
          onOpen={props.onOpen}
          onMove={props.onMove}
          onStop={props.onStop}
          onSlot={props.onSlot}
          onDayBeyond={props.onDayBeyond}
        />
      )}
      <Missing bookings={sheet.bookings.filter((one) => ['cancelled', 'noshow'].includes(one.status))} />
    </>
  );
}

/** The day on a phone: a list in the order of time. */
function DayList(props: { bookings: Booking[]; onOpen: (booking: Booking) => void }) {
  return (
    <DataTable
      label={m.scheduling_calendar_title()}
      rows={props.bookings}
      rowKey={(row) => row.visitId}
      open={props.onOpen}
      columns={[
        {
          id: 'visit',
          header: m.scheduling_book_patient(),
          cell: (row) => (
            <>
              <When at={row.startsAt} as="time" /> <strong>{row.patientName}</strong>{' '}
              {row.overbooked && <SignalBadge tone="amber">{m.scheduling_overbooked()}</SignalBadge>}
              <br />
              <span className="sc-note">
                {[row.visitType, row.practitionerName].filter(Boolean).join(' · ')}
              </span>
            </>
          ),
        },
      ]}
      empty={<EmptyState title={m.scheduling_sheet_noVisits()} />}
    />
  );
}

/** What was cancelled or did not come, below the sheet and out of the way. */
function Missing(props: { bookings: Booking[] }) {
  const acts = useBookingActs();
  const papers = useBookingPapers();
  const may = useMay('scheduling.book');
  if (props.bookings.length === 0) return null;
  return (
    <More label={m.scheduling_sheet_missing({ count: props.bookings.length })}>
      <DataTable
        label={m.scheduling_sheet_missingTable()}
        rows={props.bookings}
        rowKey={(row) => row.visitId}
        columns={[
          {
            id: 'time',
            header: m.scheduling_label_time(),
            cell: (row) => <When at={row.startsAt} as="time" />,
            figures: true,
          },
          { id: 'patient', header: m.scheduling_book_patient(), cell: (row) => row.patientName },
          { id: 'status', header: m.scheduling_label_status(), cell: (row) => statusWords(row.status) },
        ]}
        {...(may && {
          act: (row: Booking) =>
            row.status === 'cancelled'
              ? { label: m.scheduling_act_restore(), run: () => void acts.restore(row) }
              : undefined,
        })}
        more={(row) =>
          row.status === 'cancelled' && row.patientId
            ? [{ label: m.scheduling_print_letter(), run: () => papers.letter(row.visitId) }]
            : []
        }
        empty={null}
      />
    </More>
  );
}

const narrowQuery = '(max-width: 640px)';

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => globalThis.matchMedia?.(narrowQuery).matches ?? false);
  useEffect(() => {
    const media = globalThis.matchMedia?.(narrowQuery);
    const look = () => setNarrow(media?.matches ?? false);
    media?.addEventListener('change', look);
    return () => media?.removeEventListener('change', look);
  }, []);
  return narrow;
}
