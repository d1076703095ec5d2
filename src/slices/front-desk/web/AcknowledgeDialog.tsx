import { m } from '#messages';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { frontDesk } from '../contract.ts';

/** A clinician says what was found and done; without that a red flag does not close. */
export function AcknowledgeDialog(props: { alertId: string; onClose: () => void }) {
  const form = useForm(frontDesk, 'acknowledgeAlert', {
    initial: { alertId: props.alertId, outcome: '' },
    onDone: props.onClose,
  });
  return (
    <Dialog open title={m.frontDesk_alert_acknowledgeTitle()} onClose={props.onClose}>
      <Form form={form} label={m.frontDesk_alert_acknowledgeTitle()}>
        <FieldArea
          label={m.frontDesk_alert_outcome()}
          hint={m.frontDesk_alert_outcomeHint()}
          {...form.field('outcome')}
          rows={2}
          maxLength={500}
          required
          autoFocus
        />
        <SaveBar form={form} label={m.frontDesk_alert_acknowledge()} />
      </Form>
    </Dialog>
  );
}
