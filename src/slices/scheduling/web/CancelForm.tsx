import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { AskedBy } from './AskedBy.tsx';
import { CancelTogether } from './CancelTogether.tsx';

/** Who asked for it and why; what follows can be taken back while nobody has the time. */
export function CancelForm(props: { booking: Booking; onClose: () => void }) {
  const { seriesId, chainId } = props.booking;
  if (!seriesId && !chainId) return <CancelOne {...props} />;
  return <CancelTogether {...props} verb={seriesId ? 'cancelSeries' : 'cancelChain'} />;
}

function CancelOne(props: { booking: Booking; onClose: () => void }) {
  const { booking } = props;
  const restore = useAct(scheduling, 'restoreBooking');
  const form = useForm(scheduling, 'cancelBooking', {
    initial: { visitId: booking.visitId, askedBy: 'patient' as 'patient' | 'clinic', reason: '' },
    onDone: (done) => {
      const words = done.lateCancel ? m.scheduling_cancel_doneLate : m.scheduling_cancel_done;
      offerUndo(words({ name: booking.patientName }), () => restore.run({ visitId: booking.visitId }));
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      title={m.scheduling_cancel_title({ name: booking.patientName })}
      onClose={props.onClose}
      size="small"
    >
      <Form form={form} label={m.scheduling_cancel_title({ name: booking.patientName })}>
        <AskedBy {...form.field('askedBy')} />
        <FieldText
          label={m.scheduling_cancel_reason()}
          {...form.field('reason')}
          required
          autoFocus
          maxLength={255}
        />
        <SaveBar form={form} label={m.scheduling_cancel_save()} />
      </Form>
    </Dialog>
  );
}
