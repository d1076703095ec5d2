import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { bookkeeping } from '../contract.ts';

/** Cash out for something bought, or in from the safe. */
export function MoveCashForm(props: {
  direction: 'paidOut' | 'paidIn';
  accounts: readonly { code: string; label: string }[];
  onClose: () => void;
}) {
  const title = props.direction === 'paidOut' ? m.bookkeeping_move_paidOut() : m.bookkeeping_move_paidIn();
  const form = useForm(bookkeeping, 'moveCash', {
    initial: {
      amount: null as MoneyJson | null,
      account: props.direction === 'paidOut' ? '6300' : '1020',
      reason: '',
    },
    prepare: ({ amount, ...rest }) =>
      ({ direction: props.direction, ...(amount && { amount }), ...rest }) as CallOf<
        typeof bookkeeping,
        'moveCash'
      >,
    onDone: props.onClose,
  });
  return (
    <Dialog open title={title} onClose={props.onClose} size="small">
      <Form form={form} label={title}>
        <FieldMoney label={m.bookkeeping_line_amount()} {...form.field('amount')} required autoFocus />
        <FieldText label={m.bookkeeping_reason()} {...form.field('reason')} required maxLength={300} />
        <FieldSelect
          label={m.bookkeeping_move_account()}
          {...form.field('account')}
          options={props.accounts.map((one) => ({ value: one.code, label: `${one.code} ${one.label}` }))}
        />
        <SaveBar form={form} label={title} onCancel={props.onClose} />
      </Form>
    </Dialog>
  );
}
