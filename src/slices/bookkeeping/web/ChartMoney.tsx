import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { OnDay } from '#platform/web/ui/OnDay.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { insurance } from '#slices/insurance/contract.ts';
import { bookkeeping } from '../contract.ts';
import { methodWords } from './words.ts';
import './bookkeeping.css';

type Money = OutputOf<typeof bookkeeping, 'patientMoney'>;

/** In the chart, for those who read the books: what is owed and of which visits, what was paid, and who pays. */
export default function ChartMoney({ patientId }: { patientId: string }) {
  const mayTake = useMay('bookkeeping.takePayment');
  const read = useRead(
    bookkeeping,
    'patientMoney',
    { patientId },
    { refreshOn: ['bookkeeping.'], keep: true },
  );
  const owes = BigInt(read.data?.owed.minor ?? 0) > 0n;
  return (
    <Panel
      title={m.bookkeeping_chart_title()}
      actions={
        <Go
          to={`/money/balances?open=${patientId}`}
          className={`s-button s-button-small ${owes && mayTake ? 's-button-quiet' : 's-button-plain'}`}
        >
          {owes && mayTake ? m.bookkeeping_balances_take() : m.bookkeeping_chart_account()}
        </Go>
      }
    >
      <ReadView read={read} rows={3}>
        {(money) => (
          <>
            <Sums money={money} patientId={patientId} />
            <Unpaid unpaid={money.unpaid} />
            <Payments payments={money.payments} more={money.more} />
          </>
        )}
      </ReadView>
    </Panel>
  );
}

function Sums({ money, patientId }: { money: Money; patientId: string }) {
  const readsPayers = useMay('insurance.read');
  const { data } = useRead(
    insurance,
    'coveragesOf',
    { patientId, ended: false },
    // the chart's list of insurance cards asks the same, and one answer serves both
    { refreshOn: ['insurance.'], keep: true, enabled: readsPayers },
  );
  const inForce = (data?.coverages ?? []).filter(({ state }) => state === 'active');
  const owes = BigInt(money.owed.minor) > 0n;
  return (
    <dl className="bk-chart-sums">
      <div>
        <dt>{m.bookkeeping_chart_owed()}</dt>
        <dd>
          <MoneyText money={money.owed} />
          {owes && <SignalBadge tone="amber">{m.bookkeeping_chart_open()}</SignalBadge>}
        </dd>
      </div>
      <div>
        <dt>{m.bookkeeping_depositHeld()}</dt>
        <dd>
          <MoneyText money={money.deposit} />
        </dd>
      </div>
      {data && (
        <div>
          <dt>{m.bookkeeping_chart_payer()}</dt>
          <dd>{inForce.map(({ payer }) => payer.name).join(', ') || m.bookkeeping_chart_payerSelf()}</dd>
        </div>
      )}
    </dl>
  );
}

function Unpaid({ unpaid }: { unpaid: Money['unpaid'] }) {
  if (unpaid.length === 0) return <p className="bk-chart-soft">{m.bookkeeping_chart_nothingUnpaid()}</p>;
  return (
    <>
      <h3 className="bk-chart-head">{m.bookkeeping_chart_unpaid()}</h3>
      <ul className="bk-chart-list">
        {unpaid.map(({ visitId, day, owed, part, reason }) => (
          <li key={visitId ?? day}>
            <span>
              {visitId ? (
                <Go to={`/visits/${visitId}?panel=bookkeeping.checkout`}>
                  <OnDay at={day} />
                </Go>
              ) : (
                <OnDay at={day} />
              )}
              {reason && <span className="bk-chart-soft"> · {reason}</span>}
              {BigInt(owed.minor) < 0n && (
                <span className="bk-chart-soft"> · {m.bookkeeping_chart_tooMuch()}</span>
              )}
            </span>
            <span>
              <MoneyText money={owed} />
              {part && BigInt(owed.minor) > 0n && part.minor !== owed.minor && (
                <span className="bk-chart-soft">
                  {' '}
                  {m.bookkeeping_chart_of()} <MoneyText money={part} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Payments({ payments, more }: { payments: Money['payments']; more: boolean }) {
  if (payments.length === 0) return <p className="bk-chart-soft">{m.bookkeeping_chart_noPayments()}</p>;
  return (
    <>
      <h3 className="bk-chart-head">{m.bookkeeping_chart_payments()}</h3>
      <ul className="bk-chart-list">
        {payments.map((one) => (
          <li key={one.receiptId}>
            <span>
              <OnDay at={one.at} /> <span className="bk-chart-soft">{one.number}</span>{' '}
              <span className="bk-chart-soft">
                {one.voided
                  ? m.bookkeeping_receipt_void({ reason: one.voided.reason })
                  : one.methods.map(({ method }) => methodWords(method)).join(', ')}
              </span>
            </span>
            <span className={one.voided ? 'bk-gone' : ''}>
              <MoneyText money={one.total} />
            </span>
          </li>
        ))}
      </ul>
      {more && <p className="bk-chart-soft">{m.bookkeeping_chart_morePayments()}</p>}
    </>
  );
}
