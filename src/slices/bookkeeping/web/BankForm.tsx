import { useState } from 'react';
import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { bookkeeping } from '../contract.ts';
import type { DayView } from './views.ts';

/** Books the cash that goes to the bank and prints the slip. */
export function BankForm({ view }: { view: DayView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{m.bookkeeping_bank()}</Button>
      {open && <BankDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}

function BankDialog({ view, onClose }: { view: DayView; onClose: () => void }) {
  const paper = usePrint();
  const left: MoneyJson = {
    ...view.toBank,
    minor: (BigInt(view.toBank.minor) - BigInt(view.banked.minor)).toString(),
  };
  const form = useForm(bookkeeping, 'bankCash', {
    initial: { amount: left as MoneyJson | null, reference: '' },
    prepare: ({ amount, reference }) =>
      ({ day: view.day, ...(amount && { amount }), ...(reference && { reference }) }) as CallOf<
        typeof bookkeeping,
        'bankCash'
      >,
    onDone: ({ paperId }) => {
      void paper.print(paperId);
      onClose();
    },
  });
  return (
    <Dialog open title={m.bookkeeping_bank()} onClose={onClose} size="small">
      <Form form={form} label={m.bookkeeping_bank()}>
        <FieldMoney label={m.bookkeeping_line_amount()} {...form.field('amount')} required autoFocus />
        <FieldText label={m.bookkeeping_pay_reference()} {...form.field('reference')} maxLength={80} />
        <SaveBar form={form} label={m.bookkeeping_bank_save()} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
