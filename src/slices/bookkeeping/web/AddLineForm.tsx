import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { bookkeeping } from '../contract.ts';
import type { CheckoutSheet } from './views.ts';

/** Adds a fee of the list, or something of another name with its price and a reason. */
export function AddLineForm(props: { sheet: CheckoutSheet; onClose: () => void }) {
  const { visitId, fees } = props.sheet;
  const form = useForm(bookkeeping, 'addLine', {
    initial: { feeCode: '', label: '', quantity: '1', unitPrice: null as MoneyJson | null, reason: '' },
    prepare: (values): CallOf<typeof bookkeeping, 'addLine'> => ({
      visitId,
      ...(values.feeCode && { feeCode: values.feeCode }),
      ...(values.label && { label: values.label }),
      ...(values.unitPrice && { unitPrice: values.unitPrice }),
      quantity: values.quantity,
      reason: values.reason,
    }),
    onDone: props.onClose,
  });
  return (
    <Dialog open title={m.bookkeeping_line_add()} onClose={props.onClose} size="small">
      <Form form={form} label={m.bookkeeping_line_add()}>
        <FieldSelect
          label={m.bookkeeping_fee()}
          {...form.field('feeCode')}
          options={fees.map((fee) => ({ value: fee.code, label: fee.label }))}
          clearable
          autoFocus
        />
        <FieldNumber label={m.bookkeeping_line_quantity()} {...form.field('quantity')} />
        <More label={m.bookkeeping_line_other()}>
          <div className="s-form">
            <FieldText label={m.bookkeeping_line_what()} {...form.field('label')} maxLength={200} />
            <FieldMoney label={m.bookkeeping_line_price()} {...form.field('unitPrice')} />
            <FieldText label={m.bookkeeping_reason()} {...form.field('reason')} maxLength={300} />
          </div>
        </More>
        <SaveBar form={form} label={m.bookkeeping_line_add()} onCancel={props.onClose} />
      </Form>
    </Dialog>
  );
}
