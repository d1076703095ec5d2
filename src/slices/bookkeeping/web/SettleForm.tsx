import { useState } from 'react';
import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { formatMoney, moneyFromJson } from '#platform/shared/money.ts';
import { useLocale } from '#platform/web/language.ts';
import { bookkeeping } from '../contract.ts';
import type { CheckoutSheet } from './views.ts';
import { foreseen, nothingEntered, paymentsOf } from './offered.ts';
import { PaymentFields } from './PaymentFields.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

/** Takes what she is handed and settles the visit. */
export function SettleForm({ sheet }: { sheet: CheckoutSheet }) {
  const mayCharge = useMay('bookkeeping.charge');
  const locale = useLocale();
  const go = useGo();
  const [free, setFree] = useState(false);
  const form = useForm(bookkeeping, 'settleVisit', {
    initial: { pay: nothingEntered, unpaidReason: '' },
    draft: `bookkeeping.settleVisit/${sheet.visitId}`,
    prepare: ({ pay, unpaidReason }): CallOf<typeof bookkeeping, 'settleVisit'> => ({
      visitId: sheet.visitId,
      seenTotal: sheet.total,
      payments: sheet.owed.minor === '0' ? [] : paymentsOf(pay),
      ...(unpaidReason !== '' && { unpaidReason }),
    }),
    onDone: ({ receipt }) => {
      // the visit's page would turn to its next step; the change and the receipt's print belong to this moment
      go(`/visits/${sheet.visitId}?panel=bookkeeping.checkout`, { replace: true });
      if (receipt) {
        tell(
          m.bookkeeping_settled_told({
            number: receipt.number,
            change: formatMoney(moneyFromJson(receipt.change), locale),
          }),
        );
      }
    },
  });
  const owes = BigInt(sheet.owed.minor) > 0n;
  const result = foreseen(
    form.values.pay,
    owes ? BigInt(sheet.owed.minor) : 0n,
    BigInt(sheet.cashStep.minor),
  );
  const short = owes && result !== 'moreThanOwed' && result.leftMinor > 0n;
  // before anything is typed a balance is not what she means
  const typed = paymentsOf(form.values.pay).length > 0 || form.values.unpaidReason !== '';
  const leaves = short && (typed || form.problem?.code === 'bookkeeping.unpaidReasonNeeded');
  return (
    <Panel
      title={m.bookkeeping_pay_title()}
      actions={mayCharge && <Button onClick={() => setFree(true)}>{m.bookkeeping_noCharge_title()}</Button>}
    >
      <Form form={form} label={m.bookkeeping_pay_title()}>
        {owes ? (
          <PaymentFields
            entered={form.values.pay}
            onChange={(pay) => form.set('pay', pay)}
            owed={sheet.owed}
            cashStep={sheet.cashStep}
            deposit={sheet.deposit}
            drawerOpen={sheet.drawerOpen}
          />
        ) : (
          <p>{m.bookkeeping_pay_nothing()}</p>
        )}
        {leaves && (
          <FieldText
            label={m.bookkeeping_pay_unpaidReason()}
            hint={m.bookkeeping_pay_unpaidHint()}
            {...form.field('unpaidReason')}
            maxLength={300}
          />
        )}
        <SaveBar form={form} label={leaves ? m.bookkeeping_settle_withBalance() : m.bookkeeping_settle()} />
      </Form>
      {free && (
        <ReasonDialog
          title={m.bookkeeping_noCharge_title()}
          text={m.bookkeeping_noCharge_text()}
          verb="noCharge"
          input={{ visitId: sheet.visitId }}
          onClose={() => setFree(false)}
        />
      )}
    </Panel>
  );
}
