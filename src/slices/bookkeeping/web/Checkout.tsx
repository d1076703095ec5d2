import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { bookkeeping } from '../contract.ts';
import { ChargeLines } from './ChargeLines.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { Sum } from './PaymentFields.tsx';
import { Receipts } from './Receipts.tsx';
import { SettleForm } from './SettleForm.tsx';
import type { CheckoutSheet } from './views.ts';
import './bookkeeping.css';

/** The cashier's part of a visit: what it costs, how it is paid, the receipt. */
export default function Checkout({ visitId }: { visitId: string; patientId: string; step: string }) {
  const read = useRead(bookkeeping, 'checkout', { visitId }, { refreshOn: ['bookkeeping.', 'orders.'] });
  return <ReadView read={read}>{(sheet) => <Sheet sheet={sheet} />}</ReadView>;
}

function Sheet({ sheet }: { sheet: CheckoutSheet }) {
  const mayTake = useMay('bookkeeping.takePayment');
  return (
    <div className="bk-split">
      <Panel title={m.bookkeeping_checkout_lines({ payer: sheet.payer.name })}>
        {!sheet.signed && <SignalBadge tone="amber">{m.bookkeeping_checkout_notSigned()}</SignalBadge>}
        {sheet.ordersLeft.length > 0 && (
          <p>
            <SignalBadge tone="amber">
              {m.bookkeeping_checkout_ordersLeft({ count: sheet.ordersLeft.length })}
            </SignalBadge>{' '}
            {sheet.ordersLeft.join(' · ')}
          </p>
        )}
        <ChargeLines sheet={sheet} />
        <dl>
          <Sum label={m.bookkeeping_total()} strong>
            <MoneyText money={sheet.total} />
          </Sum>
          {sheet.payerPart.minor !== '0' && (
            <Sum label={m.bookkeeping_payerPart({ payer: sheet.payer.name })}>
              <MoneyText money={sheet.payerPart} />
            </Sum>
          )}
          {sheet.copay.minor !== '0' && (
            <Sum label={m.bookkeeping_copay()}>
              <MoneyText money={sheet.copay} />
            </Sum>
          )}
          {sheet.deposit.minor !== '0' && (
            <Sum label={m.bookkeeping_depositHeld()}>
              <MoneyText money={sheet.deposit} />
            </Sum>
          )}
          {sheet.earlier.minor !== '0' && (
            <Sum label={m.bookkeeping_earlier()}>
              <MoneyText money={sheet.earlier} />
            </Sum>
          )}
          <Sum label={m.bookkeeping_owed()} strong>
            <MoneyText money={sheet.owed} />
          </Sum>
        </dl>
      </Panel>
      <div>
        {sheet.state === 'open' ? mayTake && <SettleForm sheet={sheet} /> : <Settled sheet={sheet} />}
        <Receipts receipts={sheet.receipts} printKey={sheet.state !== 'open'} />
      </div>
    </div>
  );
}

function Settled({ sheet }: { sheet: CheckoutSheet }) {
  const mayUndo = useMay('bookkeeping.void');
  const [voiding, setVoiding] = useState(false);
  const last = sheet.receipts.at(-1);
  return (
    <Panel
      title={sheet.state === 'noCharge' ? m.bookkeeping_noCharge_title() : m.bookkeeping_settled_title()}
      actions={mayUndo && <Button onClick={() => setVoiding(true)}>{m.bookkeeping_voidBill()}</Button>}
    >
      {sheet.reason && <p>{sheet.reason}</p>}
      {last && !last.voided && last.change.minor !== '0' && (
        <dl>
          <Sum label={m.bookkeeping_pay_change()} strong>
            <MoneyText money={last.change} />
          </Sum>
        </dl>
      )}
      <p>{sheet.owed.minor === '0' ? m.bookkeeping_settled_paid() : m.bookkeeping_settled_open()}</p>
      {voiding && sheet.billId && (
        <ReasonDialog
          title={m.bookkeeping_voidBill()}
          text={m.bookkeeping_voidBill_text()}
          verb="voidBill"
          input={{ billId: sheet.billId }}
          onClose={() => setVoiding(false)}
        />
      )}
    </Panel>
  );
}
