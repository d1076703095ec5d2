import { useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useAct } from '#platform/web/client/use-act.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Order, orders } from '../contract.ts';
import { Basis } from './Standing.tsx';
import { orderStateWords } from './words.ts';

const tones = { draft: 'grey', active: 'blue', done: 'green', cancelled: 'grey' } as const;

/** What was ordered, each with its state; the physician starts drafts at once or cancels. */
export function OrderList({ all, mayOrder }: { all: readonly Order[]; mayOrder: boolean }) {
  const [cancelling, setCancelling] = useState<Order>();
  const cancel = useAct(orders, 'cancelOrder');
  const mayKeep = useMay('orders.manageFavourites');
  if (all.length === 0) return <p className="o-under">{m.orders_ordersNone()}</p>;
  return (
    <>
      <ul className="o-list">
        {all.map((one) => (
          <li key={one.id} className={one.state === 'cancelled' ? 'o-line o-over' : 'o-line'}>
            <span className="o-line-main">
              <SignalBadge tone={tones[one.state]}>{orderStateWords(one)}</SignalBadge> {one.label}
              {one.basis.kind === 'standingOrder' && <Basis order={one} />}
              {one.allergyOverride && (
                <span className="o-under">{m.orders_overriddenFor({ reason: one.allergyOverride })}</span>
              )}
              {one.cancelledFor && <span className="o-under">{one.cancelledFor}</span>}
            </span>
            {mayOrder && one.state === 'draft' && startsNow(one) && <StartNow order={one} />}
            {mayKeep && !one.detail.code && one.detail.kind === 'medicine' && <KeepFavourite order={one} />}
            {mayOrder && (one.state === 'draft' || one.state === 'active') && !one.performed && (
              <Button small tone="plain" onClick={() => setCancelling(one)}>
                {m.orders_cancelOrder()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ReasonDialog
        maxLength={300}
        asked={
          cancelling && {
            title: m.orders_cancelTitle(),
            text: cancelling.label,
            label: m.orders_reason(),
            act: m.orders_cancelOrder(),
          }
        }
        pending={cancel.pending}
        problem={cancel.problem}
        onSay={(reason) => cancel.run({ orderId: cancelling?.id ?? '', reason })}
        onClose={() => setCancelling(undefined)}
      />
    </>
  );
}

/** A line that was typed becomes one touch the next time. */
function KeepFavourite({ order }: { order: Order }) {
  const save = useAct(orders, 'saveFavourite');
  const { detail } = order;
  if (detail.kind !== 'medicine') return null;
  const name = [detail.medicine.drug, detail.medicine.strength].filter(Boolean).join(' ');
  const keep = async () => {
    await save.run({ labels: { en: name, id: name }, detail });
    tell(m.orders_favouriteKept({ item: name }));
  };
  return (
    <Button small tone="plain" pending={save.pending} onClick={() => void keep().catch(() => undefined)}>
      {m.orders_favouriteKeep()}
    </Button>
  );
}

/** A prescription for a pharmacy has nobody here to start it. */
function startsNow({ detail }: Order): boolean {
  return detail.kind !== 'medicine' || detail.medicine.dispensedHere;
}

function StartNow({ order }: { order: Order }) {
  const start = useAct(orders, 'startOrder');
  return (
    <>
      <Button
        small
        pending={start.pending}
        onClick={() => void start.run({ orderId: order.id }).catch(() => undefined)}
      >
        {m.orders_now()}
      </Button>
      <Problem problem={start.problem} />
    </>
  );
}
