import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import type { OutputOf } from '#platform/shared/contract.ts';
import { bookkeeping } from '../contract.ts';
import { nothingEntered, paymentsOf } from './offered.ts';
import { PaymentFields } from './PaymentFields.tsx';
import { Receipts } from './Receipts.tsx';
import './bookkeeping.css';

/** Who owes, and who has paid in advance; a payment is taken from the row. `open=ID`: from that patient’s chart. */
export default function Balances({ search }: ScreenProps) {
  const locale = useLocale();
  const read = useRead(bookkeeping, 'balances', {}, { refreshOn: ['bookkeeping.'] });
  const mayTake = useMay('bookkeeping.takePayment');
  const [open, setOpen] = useState<{ id: string; name: string } | undefined>(
    search.open ? { id: search.open, name: '' } : undefined,
  );
  return (
    <Page title={m.bookkeeping_balances_title()}>
      <ReadView read={read}>
        {({ patients, total }) => (
          <Panel
            title={
              <>
                {m.bookkeeping_balances_total()} <MoneyText money={total} />
              </>
            }
          >
            <DataTable
              label={m.bookkeeping_balances_title()}
              rows={patients}
              rowKey={(row) => row.patient.id}
              open={({ patient }) => setOpen(patient)}
              columns={[
                { id: 'patient', header: m.bookkeeping_patient(), cell: (row) => row.patient.name },
                {
                  id: 'number',
                  header: m.bookkeeping_recordNumber(),
                  cell: (row) => <RecordNumber number={row.patient.recordNumber} />,
                  figures: true,
                  hideOn: 'phone',
                },
                {
                  id: 'oldest',
                  header: m.bookkeeping_oldest(),
                  cell: (row) => (row.oldestDay ? formatPlainDate(row.oldestDay, locale) : ''),
                  hideOn: 'phone',
                },
                {
                  id: 'deposit',
                  header: m.bookkeeping_depositHeld(),
                  align: 'end',
                  cell: (row) => row.deposit.minor !== '0' && <MoneyText money={row.deposit} />,
                },
                {
                  id: 'owed',
                  header: m.bookkeeping_owed(),
                  align: 'end',
                  cell: (row) => <MoneyText money={row.owed} />,
                },
              ]}
              act={(row) =>
                mayTake && BigInt(row.owed.minor) > 0n
                  ? { label: m.bookkeeping_balances_take(), run: () => setOpen(row.patient) }
                  : undefined
              }
              empty={
                <EmptyState title={m.bookkeeping_balances_none()} text={m.bookkeeping_balances_noneText()} />
              }
            />
          </Panel>
        )}
      </ReadView>
      {open && <Account patientId={open.id} name={open.name} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function Account(props: { patientId: string; name: string; onClose: () => void }) {
  const { patientId } = props;
  const read = useRead(bookkeeping, 'patientAccount', { patientId }, { refreshOn: ['bookkeeping.'] });
  return (
    <Dialog open title={props.name || (read.data?.patient.name ?? '')} onClose={props.onClose}>
      <ReadView read={read}>
        {(account) => (
          <>
            {BigInt(account.owed.minor) > 0n && <PayForm patientId={patientId} account={account} />}
            <Receipts receipts={account.receipts} />
          </>
        )}
      </ReadView>
    </Dialog>
  );
}

function PayForm({
  patientId,
  account,
}: {
  patientId: string;
  account: OutputOf<typeof bookkeeping, 'patientAccount'>;
}) {
  const form = useForm(bookkeeping, 'payBalance', {
    initial: { pay: nothingEntered },
    prepare: ({ pay }) => ({ patientId, payments: paymentsOf(pay) }),
  });
  return (
    <Form form={form} label={m.bookkeeping_balances_take()}>
      <p>
        {m.bookkeeping_owed()} <MoneyText money={account.owed} />
      </p>
      <PaymentFields
        entered={form.values.pay}
        onChange={(pay) => form.set('pay', pay)}
        owed={account.owed}
        cashStep={account.cashStep}
        deposit={account.deposit}
        drawerOpen={account.drawerOpen}
      />
      <SaveBar form={form} label={m.bookkeeping_balances_take()} />
    </Form>
  );
}
