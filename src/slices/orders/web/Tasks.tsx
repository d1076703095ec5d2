import { useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { work } from '#platform/shared/work-contract.ts';
import { call } from '#platform/web/client/call.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { type Consultation, type Order, orders } from '../contract.ts';
import { Papers } from './Papers.tsx';
import { Basis, CancelStanding, StandingButton } from './Standing.tsx';
import { SickNotes } from './SickNotePanel.tsx';
import './orders.css';

/** "Tasks / Tindakan": the orders of the visit as work to do, each with one act. */
export default function Tasks({ visitId }: { visitId: string }) {
  const read = useRead(orders, 'readConsultation', { visitId }, { refreshOn: ['orders.', 'scope.'] });
  return (
    <ReadView read={read} rows={5}>
      {(view) => <TaskList view={view} />}
    </ReadView>
  );
}

function TaskList({ view }: { view: Consultation }) {
  const mayPrint = useMay('orders.printSlip');
  const mayDraft = useMay('orders.draftSickNote');
  const mayPerform = useMay('orders.perform');
  const shown = view.orders.filter((one) => one.state !== 'cancelled' && isWork(one));
  return (
    <div className="o-consultation">
      <Panel title={m.orders_tasksTitle()}>
        {shown.length === 0 ? (
          <EmptyState title={m.orders_ordersNone()} />
        ) : (
          <ul className="o-list">
            {shown.map((one) => (
              <TaskLine key={one.id} order={one} view={view} />
            ))}
          </ul>
        )}
        {mayPerform && <StandingButton visitId={view.visitId} />}
        {view.startedAt && <SickNotes view={view} mayDraft={mayDraft} />}
      </Panel>
      <div className="o-foot">{mayPrint && <Papers view={view} />}</div>
    </div>
  );
}

function isWork({ detail }: Order): boolean {
  return detail.kind !== 'medicine' || detail.medicine.dispensedHere;
}

function TaskLine({ order, view }: { order: Order; view: Consultation }) {
  const { performed } = order;
  return (
    <li className="o-line o-task">
      <span className="o-line-main">
        <strong>{order.label}</strong>{' '}
        {'instructions' in order.detail && order.detail.instructions && (
          <span className="o-under">{order.detail.instructions}</span>
        )}
        <Basis order={order} />
        {performed && (
          <span className="o-under">
            {performed.by}, <When at={performed.at} as="time" />
            {performed.protocol && ` · ${m.orders_standing_doneUnder({ title: performed.protocol })}`}
            {performed.note && ` · ${performed.note}`}
          </span>
        )}
        {performed?.preliminary && <SignalBadge tone="amber">{m.orders_waitsCoSign()}</SignalBadge>}
        {order.state === 'draft' && <SignalBadge tone="grey">{m.orders_state_draft()}</SignalBadge>}
      </span>
      <TaskAct order={order} view={view} />
    </li>
  );
}

function TaskAct({ order, view }: { order: Order; view: Consultation }) {
  const mayCoSign = useMay('orders.coSign');
  const { performed } = order;
  if (order.state === 'draft') return null;
  if (performed?.preliminary && mayCoSign && order.mayPerform) return <CoSign order={order} />;
  if (performed || order.state === 'done') return <TakeBack order={order} />;
  if (!order.mayPerform) return <NotHers order={order} view={view} />;
  return (
    <>
      <Done order={order} />
      {order.basis.kind === 'standingOrder' && <CancelStanding order={order} />}
    </>
  );
}

const isBooking = ({ detail }: Order) => detail.kind === 'referral' || detail.kind === 'followUp';

function Done({ order }: { order: Order }) {
  const perform = useAct(orders, 'performOrder');
  const arrange = useAct(orders, 'arrangeOrder');
  const booking = isBooking(order);
  const act = booking ? arrange : perform;
  const done = async () => {
    await act.run({ orderId: order.id });
    refreshSlice('frontDesk');
    offerUndo(m.orders_orderDone({ item: order.label }), async () => {
      await takeBack(order, m.web_undo());
      refreshSlice('orders');
    });
  };
  return (
    <>
      <Button tone="primary" pending={act.pending} onClick={() => void done().catch(() => undefined)}>
        {booking ? m.orders_act_arranged() : m.orders_act_done()}
      </Button>
      <Problem problem={act.problem} />
    </>
  );
}

function takeBack(order: Order, reason: string): Promise<unknown> {
  const { id: orderId } = order;
  return isBooking(order)
    ? call(orders, 'arrangeOrder', { orderId, undoneFor: reason })
    : call(orders, 'undoPerform', { orderId, reason });
}

function TakeBack({ order }: { order: Order }) {
  const [asked, setAsked] = useState(false);
  const undo = useAct(orders, 'undoPerform');
  const reopen = useAct(orders, 'arrangeOrder');
  const { id: orderId } = order;
  if (!order.mayPerform) return <SignalBadge tone="green">{m.orders_state_done()}</SignalBadge>;
  const say = (reason: string): Promise<unknown> =>
    isBooking(order) ? reopen.run({ orderId, undoneFor: reason }) : undo.run({ orderId, reason });
  return (
    <>
      <SignalBadge tone="green">{m.orders_state_done()}</SignalBadge>
      <Button small tone="plain" onClick={() => setAsked(true)}>
        {m.orders_act_takeBack()}
      </Button>
      <ReasonDialog
        maxLength={300}
        asked={
          asked
            ? {
                title: m.orders_takeBackTitle(),
                text: order.label,
                label: m.orders_reason(),
                act: m.orders_act_takeBack(),
              }
            : undefined
        }
        pending={undo.pending || reopen.pending}
        problem={undo.problem ?? reopen.problem}
        onSay={say}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

function CoSign({ order }: { order: Order }) {
  const sign = useAct(orders, 'coSign');
  return (
    <>
      <Button
        tone="primary"
        pending={sign.pending}
        onClick={() => void sign.run({ orderId: order.id }).catch(() => undefined)}
      >
        {m.orders_act_coSign()}
      </Button>
      <Problem problem={sign.problem} />
    </>
  );
}

/** The reason as text, and one button that asks somebody who may. */
function NotHers({ order, view }: { order: Order; view: Consultation }) {
  const ask = useAct(work, 'askSomebody');
  const type = order.detail.kind === 'medicine' ? 'MedicationRequest' : 'ServiceRequest';
  const run = async () => {
    const { visitId, patientId } = view;
    await ask.run({ action: order.action, subject: `${type}/${order.id}`, patientId, visitId });
    tell(m.orders_asked());
  };
  return (
    <>
      <span className="o-soft">{order.whyNot ?? m.orders_notMine()}</span>
      <Button small pending={ask.pending} onClick={() => void run().catch(() => undefined)}>
        {m.orders_askSomebody()}
      </Button>
      <Problem problem={ask.problem} />
    </>
  );
}
