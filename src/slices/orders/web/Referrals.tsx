import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { FoldedList } from '#platform/web/ui/FoldedList.tsx';
import { OnDay } from '#platform/web/ui/OnDay.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { orders, type Referral } from '../contract.ts';
import { overdueWords, referralStateTones, referralStateWords } from './referral-words.ts';
import './orders.css';

/** In the chart: to whom she was sent, and what became of it. */
export default function Referrals({ patientId }: { patientId: string }) {
  const read = useRead(
    orders,
    'patientReferrals',
    { patientId },
    { refreshOn: ['orders.', 'records.', 'scheduling.', 'documents.', 'work.'], keep: true },
  );
  return (
    <Panel title={m.orders_referrals()}>
      <ReadView read={read} rows={2}>
        {({ referrals, more }) => (
          <FoldedList
            items={referrals}
            keyOf={(one) => one.id}
            none={m.orders_referralsNone()}
            moreOf={(count) => m.orders_referralsMore({ count })}
            rest={more && m.orders_referralsRest()}
            atOnce={5}
          >
            {(one) => <Line one={one} />}
          </FoldedList>
        )}
      </ReadView>
    </Panel>
  );
}

function Line({ one }: { one: Referral }) {
  const { to, what, question, urgent, state, at, appointmentAt, by, note, answer, overdue, visitId } = one;
  return (
    <>
      <p className="o-referral-head">
        <strong className={state === 'cancelled' || state === 'inError' ? 'o-over' : ''}>{to}</strong>
        <SignalBadge tone={referralStateTones[state]}>{referralStateWords[state]()}</SignalBadge>
        {urgent && <SignalBadge tone="amber">{m.orders_urgency_urgent()}</SignalBadge>}
        {overdue && <SignalBadge tone="amber">{overdueWords[overdue]()}</SignalBadge>}
      </p>
      {(what || question) && <p>{[what, question].filter(Boolean).join(': ')}</p>}
      {appointmentAt && (
        <p>
          {m.orders_referralOn()} <OnDay at={appointmentAt} />
        </p>
      )}
      {answer && (
        <p>
          {m.orders_referralAnswer({ title: answer.title })}
          {answer.at && (
            <>
              {' · '}
              <OnDay at={answer.at} />
            </>
          )}
          {answer.by && ` · ${answer.by}`}
        </p>
      )}
      {note && <p>{note}</p>}
      {one.cancelledFor && <p>{m.orders_referralCancelled({ reason: one.cancelledFor })}</p>}
      <p className="o-referral-head o-soft">
        {at && <OnDay at={at} />}
        {by && <span>{by}</span>}
        {visitId && <Go to={`/visits/${visitId}?panel=orders.tasks`}>{m.orders_referralVisit()}</Go>}
      </p>
    </>
  );
}
