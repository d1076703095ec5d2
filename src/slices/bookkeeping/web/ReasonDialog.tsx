import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { bookkeeping } from '../contract.ts';

type WithReason = 'voidBill' | 'voidReceipt' | 'noCharge' | 'explainDifference';

/** Asks why, then does it: for what is taken back, given free, or missing. */
export function ReasonDialog<N extends WithReason>(props: {
  title: string;
  text?: string;
  verb: N;
  input: Omit<CallOf<typeof bookkeeping, N>, 'reason'>;
  onClose: () => void;
}) {
  const form = useForm(bookkeeping, props.verb, {
    initial: { reason: '' },
    prepare: ({ reason }) => ({ ...props.input, reason }) as CallOf<typeof bookkeeping, N>,
    onDone: props.onClose,
  });
  return (
    <Dialog open title={props.title} onClose={props.onClose} size="small">
      <Form form={form} label={props.title}>
        {props.text && <p>{props.text}</p>}
        <FieldText
          label={m.bookkeeping_reason()}
          {...form.field('reason')}
          required
          autoFocus
          maxLength={300}
        />
        <SaveBar form={form} label={props.title} onCancel={props.onClose} />
      </Form>
    </Dialog>
  );
}
