import { useState } from 'react';
import { m } from '#messages';
import { addDays, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Booking, type FreeTime, scheduling } from '../contract.ts';
import { MoveConfirm } from './MoveConfirm.tsx';
import { TimeButtons } from './TimeButtons.tsx';

/** Another time for a booking, of the same provider, as buttons; then from where to where, and why. */
export function MoveDialog(props: { booking: Booking; onClose: () => void }) {
  const { booking } = props;
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const [day, setDay] = useState(booking.day < now ? now : booking.day);
  const [to, setTo] = useState<FreeTime>();
  const fromDay = day || now;
  const read = useRead(
    scheduling,
    'freeTimes',
    {
      visitTypeCode: booking.visitTypeCode ?? '',
      ...(booking.practitionerId && { practitionerId: booking.practitionerId }),
      ...(booking.patientId && { patientId: booking.patientId }),
      visitId: booking.visitId,
      // so it is moved unless she says otherwise
      along: booking.chainId !== null,
      fromDay,
      toDay: addDays(fromDay, 6),
      perPart: 8,
    },
    { keep: true, enabled: booking.visitTypeCode !== null, refreshOn: ['scheduling.'] },
  );
  if (to) {
    const { startsAt, practitionerId } = to;
    return (
      <MoveConfirm
        booking={booking}
        to={{ startsAt, practitionerId }}
        onClose={() => setTo(undefined)}
        onDone={props.onClose}
      />
    );
  }
  return (
    <Dialog open title={m.scheduling_move_title({ name: booking.patientName })} onClose={props.onClose}>
      <FieldDate label={m.scheduling_book_from()} value={day} onChange={setDay} />
      <ReadView read={read}>
        {({ times }) =>
          times.length === 0 ? (
            <EmptyState title={m.scheduling_book_noTimes()} />
          ) : (
            <TimeButtons times={times} withNames={false} onTake={setTo} />
          )
        }
      </ReadView>
    </Dialog>
  );
}
