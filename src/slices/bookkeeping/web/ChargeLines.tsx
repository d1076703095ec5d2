import { useState } from 'react';
import { m } from '#messages';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Line } from '../contract.ts';
import { AddLineForm } from './AddLineForm.tsx';
import type { CheckoutSheet } from './views.ts';
import { LineForm } from './LineForm.tsx';
import { payerWords } from './words.ts';

/** What was done and what it costs; while the visit is open a line can be changed, with a reason. */
export function ChargeLines({ sheet }: { sheet: CheckoutSheet }) {
  const may = useMay('bookkeeping.charge') && sheet.state === 'open';
  const [edited, setEdited] = useState<Line>();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <DataTable
        label={m.bookkeeping_lines()}
        rows={sheet.lines}
        rowKey={(line) => line.key}
        {...(may && { open: setEdited })}
        columns={[
          { id: 'label', header: m.bookkeeping_line_what(), cell: (line) => <What line={line} /> },
          {
            id: 'quantity',
            header: m.bookkeeping_line_quantity(),
            cell: (line) => line.quantity,
            figures: true,
            align: 'end',
          },
          {
            id: 'pays',
            header: m.bookkeeping_line_pays(),
            cell: (line) => payerWords(line.pays),
            hideOn: 'phone',
          },
          {
            id: 'amount',
            header: m.bookkeeping_line_amount(),
            align: 'end',
            cell: (line) =>
              line.unitPrice ? (
                <MoneyText money={line.amount} />
              ) : (
                <SignalBadge tone="amber">{m.bookkeeping_line_noPrice()}</SignalBadge>
              ),
          },
        ]}
        empty={<EmptyState title={m.bookkeeping_lines_none()} text={m.bookkeeping_lines_noneText()} />}
      />
      {may && (
        <div className="bk-acts">
          <Button onClick={() => setAdding(true)}>{m.bookkeeping_line_add()}</Button>
        </div>
      )}
      {edited && <LineForm visitId={sheet.visitId} line={edited} onClose={() => setEdited(undefined)} />}
      {adding && <AddLineForm sheet={sheet} onClose={() => setAdding(false)} />}
    </>
  );
}

function What({ line }: { line: Line }) {
  return (
    <>
      <span className={line.changed?.removed ? 'bk-gone' : ''}>{line.label}</span>
      {line.performerName && <span className="bk-small"> · {line.performerName}</span>}
      {line.changed && (
        <div className="bk-small">
          {line.changed.removed ? m.bookkeeping_line_removed() : m.bookkeeping_line_changed()}{' '}
          {line.changed.reason}
        </div>
      )}
    </>
  );
}
