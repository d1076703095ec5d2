import { useState } from 'react';
import { m } from '#messages';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { ReceiptLine } from '../contract.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { methodWords } from './words.ts';

/** Receipts that were given; each is printed again as a copy, and taken back by who may. `P` prints the last one. */
export function Receipts(props: {
  receipts: readonly ReceiptLine[];
  printKey?: boolean;
  showPatient?: boolean;
}) {
  const paper = usePrint();
  const mayVoid = useMay('bookkeeping.void');
  const [voiding, setVoiding] = useState<ReceiptLine>();
  const last = props.receipts.at(-1);
  if (!last) return null;
  return (
    <Panel
      title={m.bookkeeping_receipts()}
      actions={
        props.printKey && (
          <>
            <PrintButton onPrint={() => void paper.print(last.paperId)} pending={paper.pending} />
            {!last.voided && (
              <Slot
                name="paper.send"
                inline
                props={{ patientId: last.patient.id, make: async () => last.paperId, hasKey: true }}
              />
            )}
          </>
        )
      }
    >
      <DataTable
        label={m.bookkeeping_receipts()}
        rows={props.receipts}
        rowKey={(row) => row.receiptId}
        columns={[
          { id: 'number', header: m.bookkeeping_receipt_number(), cell: (row) => row.number, figures: true },
          ...(props.showPatient
            ? [
                {
                  id: 'patient',
                  header: m.bookkeeping_patient(),
                  cell: (row: ReceiptLine) => row.patient.name,
                },
              ]
            : []),
          {
            id: 'at',
            header: m.bookkeeping_time(),
            cell: (row) => <When at={row.at} as="time" />,
            figures: true,
            hideOn: 'phone' as const,
          },
          {
            id: 'methods',
            header: m.bookkeeping_method(),
            cell: (row) =>
              row.voided
                ? m.bookkeeping_receipt_void({ reason: row.voided.reason })
                : row.methods.map((one) => methodWords(one.method)).join(', '),
          },
          {
            id: 'total',
            header: m.bookkeeping_line_amount(),
            align: 'end',
            cell: (row) => (
              <span className={row.voided ? 'bk-gone' : ''}>
                <MoneyText money={row.total} />
              </span>
            ),
          },
        ]}
        more={(row) => [
          { label: m.bookkeeping_receipt_print(), run: () => void paper.print(row.paperId) },
          ...(mayVoid && !row.voided
            ? [{ label: m.bookkeeping_receipt_takeBack(), run: () => setVoiding(row) }]
            : []),
        ]}
        empty={null}
      />
      {voiding && (
        <ReasonDialog
          title={m.bookkeeping_receipt_takeBack()}
          text={m.bookkeeping_receipt_takeBackText({ number: voiding.number })}
          verb="voidReceipt"
          input={{ receiptId: voiding.receiptId }}
          onClose={() => setVoiding(undefined)}
        />
      )}
    </Panel>
  );
}
