import { m } from '#messages';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { selfBooking } from '../contract.ts';

/** Nobody of the clinic's, or not to be kept: called off with the reason, which whoever asked is not told. */
export function TurnDown(props: { requestId: string; onDone: () => void }) {
  const form = useForm(selfBooking, 'turnDownRequest', {
    initial: { requestId: props.requestId, reason: '' },
    onDone: () => {
      tell(m.selfBooking_desk_turnedDown());
      props.onDone();
    },
  });
  return (
    <Form form={form} label={m.selfBooking_desk_turnDown()}>
      <p>{m.selfBooking_desk_turnDownText()}</p>
      <FieldArea
        label={m.selfBooking_desk_why()}
        {...form.field('reason')}
        rows={2}
        maxLength={255}
        required
      />
      <SaveBar form={form} label={m.selfBooking_desk_turnDown()} />
    </Form>
  );
}
