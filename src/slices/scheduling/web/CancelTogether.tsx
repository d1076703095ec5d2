import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { AskedBy } from './AskedBy.tsx';

/** Calls off a visit of a series or a chain: this one, this and those after it, or all that are to come. */
export function CancelTogether(props: {
  booking: Booking;
  verb: 'cancelSeries' | 'cancelChain';
  onClose: () => void;
}) {
  const { booking } = props;
  const restore = useAct(scheduling, 'restoreBooking');
  const initial: { scope: 'this' | 'following' | 'all'; askedBy: 'patient' | 'clinic'; reason: string } = {
    scope: 'this',
    askedBy: 'patient',
    reason: '',
  };
  const form = useForm(scheduling, props.verb, {
    initial,
    prepare: (values) => ({ ...values, visitId: booking.visitId }),
    onDone: ({ cancelled }) => {
      const words = m.scheduling_series_cancelled({ name: booking.patientName, count: cancelled.length });
      offerUndo(words, async () => {
        for (const { visitId } of cancelled) await restore.run({ visitId });
      });
      props.onClose();
    },
  });
  const title = m.scheduling_cancel_title({ name: booking.patientName });
  return (
    <Dialog open title={title} onClose={props.onClose}>
      <Form form={form} label={title}>
        <FieldChips
          label={m.scheduling_series_scope()}
          {...form.field('scope')}
          onChange={(value) => form.set('scope', value)}
          options={[
            { value: 'this', label: m.scheduling_series_scopeThis() },
            { value: 'following', label: m.scheduling_series_scopeFollowing() },
            { value: 'all', label: m.scheduling_series_scopeAll() },
          ]}
        />
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
