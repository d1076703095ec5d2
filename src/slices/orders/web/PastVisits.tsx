import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { orders } from '../contract.ts';
import { stateWords } from './words.ts';
import './orders.css';

/** Notes, diagnoses and orders of former visits, newest first. */
export default function PastVisits({ patientId }: { patientId: string }) {
  const read = useRead(orders, 'pastOrders', { patientId }, { refreshOn: ['orders.'] });
  return (
    <Panel title={m.orders_past()}>
      <ReadView read={read} rows={4}>
        {({ visits }) =>
          visits.length === 0 ? (
            <p className="o-soft">{m.orders_pastNone()}</p>
          ) : (
            visits.map((visit) => (
              <article key={visit.visitId} className="o-past">
                <p>
                  <Go to={`/visits/${visit.visitId}`}>
                    <When at={visit.at} as="date" />
                  </Go>{' '}
                  {visit.by} {!visit.signed && <SignalBadge tone="amber">{m.orders_unsigned()}</SignalBadge>}
                </p>
                <p>
                  <strong>{visit.diagnoses.join(', ')}</strong>
                </p>
                <p className="o-written">{visit.note}</p>
                <ul>
                  {visit.orders.map((one) => (
                    <li key={one.id}>
                      {one.label} <span className="o-soft">{stateWords(one.state)}</span>
                    </li>
                  ))}
                </ul>
              </article>
            ))
          )
        }
      </ReadView>
    </Panel>
  );
}
