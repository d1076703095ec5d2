import { useState } from 'react';
import { m } from '#messages';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { bookkeeping } from '../contract.ts';
import { nothingEntered, paymentsOf } from './offered.ts';
import { PaymentFields, Sum } from './PaymentFields.tsx';
import { Receipts } from './Receipts.tsx';
import './bookkeeping.css';

interface Props {
  visitId?: string;
  patientId: string;
  payerId?: string;
  coverageId?: string;
}

/** While greeting: a copay or a deposit, taken now and used at check-out. */
export default function GreetPayment({ visitId, patientId, payerId, coverageId }: Props) {
  const input = {
    patientId,
    ...(visitId && { visitId }),
    ...(payerId && { payerId }),
    ...(coverageId && { coverageId }),
  };
  const read = useRead(bookkeeping, 'paymentAtGreeting', input, { refreshOn: ['bookkeeping.'] });
  const [taking, setTaking] = useState(false);
  return (
    <ReadView read={read} rows={1}>
      {(known) => (
        <>
          <dl>
            {known.copay.minor !== '0' && (
              <Sum label={m.bookkeeping_copay()}>
                <MoneyText money={known.copay} />
              </Sum>
            )}
            {known.deposit.minor !== '0' && (
              <Sum label={m.bookkeeping_depositHeld()}>
                <MoneyText money={known.deposit} />
              </Sum>
            )}
            {known.owed.minor !== '0' && (
              <Sum label={m.bookkeeping_earlier()}>
                <MoneyText money={known.owed} />
              </Sum>
            )}
          </dl>
          <Button onClick={() => setTaking(true)}>{m.bookkeeping_greet_take()}</Button>
          <Receipts receipts={known.receipts} />
          {taking && <DepositForm {...{ patientId, visitId, known }} onClose={() => setTaking(false)} />}
        </>
      )}
    </ReadView>
  );
}

function DepositForm(props: {
  patientId: string;
  visitId: string | undefined;
  known: OutputOf<typeof bookkeeping, 'paymentAtGreeting'>;
  onClose: () => void;
}) {
  const { known, patientId, visitId } = props;
  const none: MoneyJson = { minor: '0', currency: known.copay.currency };
  const form = useForm(bookkeeping, 'takeDeposit', {
    initial: {
      amount: (known.copay.minor === '0' ? null : known.copay) as MoneyJson | null,
      pay: nothingEntered,
    },
    prepare: ({ amount, pay }): CallOf<typeof bookkeeping, 'takeDeposit'> => ({
      patientId,
      ...(visitId && { visitId }),
      amount: amount ?? none,
      payments: paymentsOf(pay),
      purpose: amount && amount.minor === known.copay.minor ? 'copay' : 'deposit',
    }),
    onDone: props.onClose,
  });
  return (
    <Dialog open title={m.bookkeeping_greet_take()} onClose={props.onClose} size="small">
      <Form form={form} label={m.bookkeeping_greet_take()}>
        <FieldMoney label={m.bookkeeping_greet_amount()} {...form.field('amount')} required autoFocus />
        <PaymentFields
          entered={form.values.pay}
          onChange={(pay) => form.set('pay', pay)}
          owed={form.values.amount ?? none}
          cashStep={known.cashStep}
          drawerOpen={known.drawerOpen}
        />
        <SaveBar form={form} label={m.bookkeeping_greet_take()} onCancel={props.onClose} />
      </Form>
    </Dialog>
  );
}
