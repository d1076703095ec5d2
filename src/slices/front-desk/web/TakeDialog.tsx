import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { frontDesk } from '../contract.ts';
import { isHere } from '../shared/steps.ts';

/** Somebody of the desk is with her, and says who it is as soon as that is known. */
export function TakeDialog(props: { alertId: string; onClose: () => void }) {
  const board = useRead(frontDesk, 'todayBoard', {});
  const form = useForm(frontDesk, 'takeAlert', {
    initial: { alertId: props.alertId, visitId: '' },
    onDone: props.onClose,
  });
  const here = (board.data?.rows ?? []).filter((row) => isHere(row.step));
  return (
    <Dialog open title={m.frontDesk_alert_take()} onClose={props.onClose}>
      <Form form={form} label={m.frontDesk_alert_take()}>
        <FieldSelect
          label={m.frontDesk_alert_who()}
          {...form.field('visitId')}
          options={here.map((row) => ({
            value: row.visitId,
            label: `${row.patient.name} · ${row.patient.recordNumber}`,
          }))}
          clearable
        />
        <SaveBar form={form} label={m.frontDesk_alert_take()} />
      </Form>
    </Dialog>
  );
}
