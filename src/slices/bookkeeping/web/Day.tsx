import { useState } from 'react';
import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { bookkeeping } from '../contract.ts';
import { BankForm } from './BankForm.tsx';
import { DayDrawers } from './DayDrawers.tsx';
import { ExportTable } from './ExportTable.tsx';
import { LockForm } from './LockForm.tsx';
import { Sum } from './PaymentFields.tsx';
import { Receipts } from './Receipts.tsx';
import { methodWords } from './words.ts';
import type { DayView } from './views.ts';
import './bookkeeping.css';

/** The day's cash: drawers, what was taken by which method, visits without a charge, and the lock. */
export default function Day() {
  const me = useMe();
  const now = today(systemClock, me.clinic.zone);
  const [day, setDay] = useState(now);
  const read = useRead(
    bookkeeping,
    'day',
    { day: day || now },
    { refreshOn: ['bookkeeping.', 'frontDesk.visitMoved'], keep: true },
  );
  const mayLock = useMay('bookkeeping.lockDay');
  return (
    <Page
      title={m.bookkeeping_day_title()}
      filters={<FieldDate label={m.bookkeeping_day()} value={day} onChange={setDay} past />}
      actions={
        <>
          <ExportTable table="receipts" day={day || now} />
          {mayLock && <DaySheetButton day={day || now} />}
        </>
      }
    >
      <ReadView read={read}>
        {(view) => (
          <>
            <div className="bk-split bk-day">
              <DayDrawers view={view} />
              <Taken view={view} />
            </div>
            <LockForm key={view.day} view={view} />
            <Receipts receipts={view.receipts} showPatient />
          </>
        )}
      </ReadView>
    </Page>
  );
}

function DaySheetButton({ day }: { day: string }) {
  const make = useAct(bookkeeping, 'makeDaySheet');
  const paper = usePrint();
  const run = () =>
    void make.run({ day }).then(
      ({ paperId }) => void paper.print(paperId),
      () => undefined,
    );
  return (
    <>
      <PrintButton label={m.bookkeeping_daySheet()} onPrint={run} pending={make.pending || paper.pending} />
      <Problem problem={make.problem} />
    </>
  );
}

function Taken({ view }: { view: DayView }) {
  const mayBank = useMay('bookkeeping.lockDay');
  return (
    <Panel title={m.bookkeeping_taken()}>
      {view.locked && (
        <p>
          <SignalBadge tone="grey">{m.bookkeeping_locked({ name: view.locked.by })}</SignalBadge>{' '}
          <When at={view.locked.at} />
        </p>
      )}
      <dl>
        {view.methodTotals.map((one) => (
          <Sum key={one.method} label={`${methodWords(one.method)} (${one.count})`}>
            <MoneyText money={one.amount} />
          </Sum>
        ))}
        {view.taken && (
          <Sum label={m.bookkeeping_total()} strong>
            <MoneyText money={view.taken} />
          </Sum>
        )}
        <Sum label={m.bookkeeping_toBank()}>
          <MoneyText money={view.toBank} />
        </Sum>
        <Sum label={m.bookkeeping_banked()}>
          <MoneyText money={view.banked} />
        </Sum>
      </dl>
      {!view.taken && <p className="bk-small">{m.bookkeeping_taken_blind()}</p>}
      {mayBank && BigInt(view.toBank.minor) > BigInt(view.banked.minor) && <BankForm view={view} />}
    </Panel>
  );
}
