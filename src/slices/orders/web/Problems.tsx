import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { orders } from '../contract.ts';
import './orders.css';

/** The problem list in one line; nothing where there is none. */
export default function Problems({ patientId }: { patientId: string }) {
  const { data } = useRead(orders, 'pastOrders', { patientId }, { refreshOn: ['orders.'] });
  if (!data || data.problems.length === 0) return null;
  return (
    <p className="o-problems">
      <strong>{m.orders_problems()}:</strong>{' '}
      {data.problems.map((one) => `${one.label} (${one.code})`).join(', ')}
    </p>
  );
}
