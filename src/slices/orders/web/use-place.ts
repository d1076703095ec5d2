import { useState } from 'react';
import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { type OrderDetail, orders } from '../contract.ts';

interface Warned {
  detail: OrderDetail;
  medicine: string;
  allergies: string;
}

/** Places orders of a visit; an allergy stops one until a reason is given. */
export function usePlace(visitId: string) {
  const { run, pending, problem, reset } = useAct(orders, 'placeOrder');
  const [warned, setWarned] = useState<Warned>();
  const place = async (detail: OrderDetail, allergyOverride?: string) => {
    try {
      const { order } = await run({ visitId, detail, ...(allergyOverride && { allergyOverride }) });
      offerUndo(order.label, async () => {
        await call(orders, 'cancelOrder', { orderId: order.id, reason: m.web_undo() });
        refreshSlice('orders');
      });
    } catch (error) {
      const told = error as { code?: string; details?: { medicine: string; allergies: string } };
      if (told.code !== 'orders.allergyWarning' || !told.details) throw error;
      reset();
      setWarned({ detail, ...told.details });
    }
  };
  return {
    place,
    pending,
    problem,
    reset,
    warned,
    override: async (reason: string) => {
      if (warned) await place(warned.detail, reason);
    },
    dismiss: () => setWarned(undefined),
  };
}
