import { Group } from '@mantine/core';
import { useState } from 'react';
import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go, pathTo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Booking } from '../contract.ts';
import { CancelForm } from './CancelForm.tsx';
import { ChainLine } from './ChainLine.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PartLines } from './PartLines.tsx';
import { SeriesLine } from './SeriesLine.tsx';
import { SeriesMoveDialog } from './SeriesMoveDialog.tsx';
import { useBookingActs } from './use-booking-acts.ts';
import { useBookingPapers } from './use-booking-papers.ts';
import { isOpen, statusWords } from './words.ts';

/** One booking: what it is, and what can be done with it now. */
export function BookingDialog(props: { booking: Booking; onClose: () => void; onMove: () => void }) {
  const { booking } = props;
  const [cancelling, setCancelling] = useState(false);
  const [changing, setChanging] = useState(false);
  const [moving, setMoving] = useState(false);
  const acts = useBookingActs();
  const papers = useBookingPapers();
  const may = useMay('scheduling.book');
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (changing) return <SeriesMoveDialog booking={booking} onClose={props.onClose} />;
  if (moving) return <MoveDialog booking={booking} onClose={props.onClose} />;
  if (cancelling) return <CancelForm booking={booking} onClose={props.onClose} />;
  const clock = (at: string) => formatTime(at, locale, zone);
  const late = Date.parse(booking.noShowFrom) <= Date.now();
  return (
    <Dialog open title={booking.patientName || m.scheduling_nobody()} onClose={props.onClose} size="small">
      <dl className="sc-facts">
        <dt>{m.scheduling_label_time()}</dt>
        <dd className="s-figures">
          {clock(booking.startsAt)} – {clock(booking.endsAt)}
          {booking.number !== null && ` · ${m.scheduling_number({ number: booking.number })}`}
        </dd>
        <dt>{m.scheduling_label_visitType()}</dt>
        <dd>
          {booking.visitType || '–'}
          <PartLines booking={booking} />
        </dd>
        <dt>{m.scheduling_label_provider()}</dt>
        <dd>{[booking.practitionerName, booking.roomName].filter(Boolean).join(' · ') || '–'}</dd>
        {booking.assistants.length > 0 && (
          <>
            <dt>{m.scheduling_label_assistant()}</dt>
            <dd>{booking.assistants.map((one) => one.name).join(', ')}</dd>
          </>
        )}
        {booking.equipment.length > 0 && (
          <>
            <dt>{m.scheduling_equipment_title()}</dt>
            <dd>{booking.equipment.map((one) => one.name).join(', ')}</dd>
          </>
        )}
        <dt>{m.scheduling_label_reason()}</dt>
        <dd>{booking.reason || '–'}</dd>
        <dt>{m.scheduling_label_status()}</dt>
        <dd>{statusWords(booking.status)}</dd>
      </dl>
      {booking.overbooked && (
        <SignalBadge tone="amber">
          {m.scheduling_overbooked()}: {booking.overbookReason}
        </SignalBadge>
      )}
      {!booking.bound && isOpen(booking) && <SignalBadge tone="amber">{m.scheduling_unbound()}</SignalBadge>}
      <ChainLine booking={booking} />
      <SeriesLine booking={booking} may={may} onChange={() => setChanging(true)} />
      <Group gap="xs" mt="sm">
        {may && isOpen(booking) && (
          <>
            <Button tone="primary" onClick={booking.chainId ? () => setMoving(true) : props.onMove}>
              {m.scheduling_act_move()}
            </Button>
            <Button onClick={() => setCancelling(true)}>{m.scheduling_act_cancel()}</Button>
          </>
        )}
        {may && isOpen(booking) && late && (
          <Button onClick={() => void acts.markNoShow(booking).then(props.onClose)}>
            {m.scheduling_act_noShow()}
          </Button>
        )}
        {isOpen(booking) && booking.patientId && (
          <PrintButton
            label={m.scheduling_print_card()}
            onPrint={() => papers.card(booking.visitId)}
            pending={papers.pending}
          />
        )}
        {booking.patientId && (
          <Go to={pathTo('/patients/$patientId', { patientId: booking.patientId })}>
            {m.scheduling_act_chart()}
          </Go>
        )}
      </Group>
      {/* last, so that what comes in late pushes nothing that somebody is about to click */}
      {booking.patientId && (
        <Slot name="booking.panel" props={{ visitId: booking.visitId, patientId: booking.patientId }} />
      )}
    </Dialog>
  );
}
