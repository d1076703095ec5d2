import { useState } from 'react';
import { m } from '#messages';
import { addDays, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { TimeButtons } from './TimeButtons.tsx';
import { type Along, useBookingActs } from './use-booking-acts.ts';

/** Another time for a booking, of the same provider, as buttons. */
export function MoveDialog(props: { booking: Booking; onClose: () => void }) {
  const { booking } = props;
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const [day, setDay] = useState(booking.day < now ? now : booking.day);
  const fromDay = day || now;
  const [along, setAlong] = useState<Along>('rest');
  const acts = useBookingActs();
  const read = useRead(
    scheduling,
    'freeTimes',
    {
      visitTypeCode: booking.visitTypeCode ?? '',
      ...(booking.practitionerId && { practitionerId: booking.practitionerId }),
      ...(booking.patientId && { patientId: booking.patientId }),
      visitId: booking.visitId,
      fromDay,
      toDay: addDays(fromDay, 6),
      perPart: 8,
    },
    { keep: true, enabled: booking.visitTypeCode !== null, refreshOn: ['scheduling.'] },
  );
  return (
    <Dialog open title={m.scheduling_move_title({ name: booking.patientName })} onClose={props.onClose}>
      {booking.chainId && (
        <FieldChips
          label={m.scheduling_chain_of()}
          value={along}
          onChange={(value) => setAlong(value as Along)}
          options={[
            { value: 'rest', label: m.scheduling_chain_moveRest() },
            { value: 'alone', label: m.scheduling_chain_moveAlone() },
            { value: 'loose', label: m.scheduling_chain_moveLoose() },
          ]}
        />
      )}
      <FieldDate label={m.scheduling_book_from()} value={day} onChange={setDay} />
      <ReadView read={read}>
        {({ times }) =>
          times.length === 0 ? (
            <EmptyState title={m.scheduling_book_noTimes()} />
          ) : (
            <TimeButtons
              times={times}
              withNames={false}
              disabled={acts.pending}
              onTake={(time) =>
                void acts.moveTo(booking, time, booking.chainId ? along : 'alone').then(props.onClose)
              }
            />
          )
        }
      </ReadView>
    </Dialog>
  );
}
