import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { orders } from '../contract.ts';
import { missingWords } from './words.ts';
import './orders.css';

/** Visits that wait for the physician's signature, oldest first; on a phone as on a desk. */
export default function SignList() {
  const go = useGo();
  const read = useRead(orders, 'toSign', {}, { refreshOn: ['orders.'] });
  return (
    <Panel title={m.orders_toSign()}>
      <ReadView read={read} rows={3}>
        {({ visits }) => (
          <DataTable
            label={m.orders_toSign()}
            rows={visits}
            rowKey={(one) => one.visitId}
            columns={[
              { id: 'patient', header: m.orders_column_patient(), cell: (one) => one.patientName },
              {
                id: 'since',
                header: m.orders_column_since(),
                cell: (one) => <When at={one.startedAt} as="dateTime" />,
                hideOn: 'phone',
              },
              {
                id: 'diagnoses',
                header: m.orders_column_diagnoses(),
                cell: (one) =>
                  one.diagnoses.join(', ') || (
                    <SignalBadge tone="amber">{missingWords('diagnosis')}</SignalBadge>
                  ),
              },
              {
                id: 'orders',
                header: m.orders_column_orders(),
                cell: (one) => one.orderCount,
                align: 'end',
                hideOn: 'phone',
              },
            ]}
            act={(one) => ({
              label: m.orders_toSignOpen(),
              run: () => go(`/visits/${one.visitId}?panel=orders.consultation`),
            })}
            empty={<EmptyState title={m.orders_toSignEmpty()} />}
          />
        )}
      </ReadView>
    </Panel>
  );
}
