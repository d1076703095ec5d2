import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { bookkeeping, type Drawer } from '../contract.ts';
import type { DayView } from './views.ts';
import { drawerWords } from './words.ts';

const tones = {
  open: 'blue',
  counting: 'blue',
  balanced: 'green',
  variance: 'amber',
  approved: 'green',
  closed: 'grey',
} as const;

/** Every cashier's drawer of the day; a difference beyond the limit is decided here by somebody else. */
export function DayDrawers({ view }: { view: DayView }) {
  const me = useMe();
  const mayApprove = useMay('bookkeeping.approveDifference');
  const [deciding, setDeciding] = useState<Drawer>();
  const waits = (row: Drawer) => row.state === 'variance' && row.result?.needs === 'manager';
  return (
    <Panel title={m.bookkeeping_drawers()}>
      <DataTable
        label={m.bookkeeping_drawers()}
        rows={view.drawers}
        rowKey={(row) => row.drawerId}
        columns={[
          {
            id: 'cashier',
            header: m.bookkeeping_cashier(),
            cell: (row) => `${row.cashier.name} · ${row.place}`,
          },
          {
            id: 'state',
            header: m.bookkeeping_state(),
            cell: (row) => <SignalBadge tone={tones[row.state]}>{drawerWords(row.state)}</SignalBadge>,
          },
          {
            id: 'float',
            header: m.bookkeeping_float(),
            align: 'end',
            cell: (row) => <MoneyText money={row.float} />,
            hideOn: 'tablet',
          },
          {
            id: 'expected',
            header: m.bookkeeping_expected(),
            align: 'end',
            cell: (row) => row.result && <MoneyText money={row.result.expected} />,
            hideOn: 'phone',
          },
          {
            id: 'counted',
            header: m.bookkeeping_counted(),
            align: 'end',
            cell: (row) => row.result && <MoneyText money={row.result.counted} />,
            hideOn: 'phone',
          },
          {
            id: 'difference',
            header: m.bookkeeping_difference(),
            align: 'end',
            cell: (row) => row.result && <MoneyText money={row.result.difference} />,
          },
        ]}
        act={(row) =>
          mayApprove && waits(row) && row.cashier.id !== me.staffId
            ? { label: m.bookkeeping_decide(), run: () => setDeciding(row) }
            : undefined
        }
        empty={<EmptyState title={m.bookkeeping_drawers_none()} />}
      />
      {deciding && <DecideForm drawer={deciding} onClose={() => setDeciding(undefined)} />}
    </Panel>
  );
}

function DecideForm({ drawer, onClose }: { drawer: Drawer; onClose: () => void }) {
  const form = useForm(bookkeeping, 'approveDifference', {
    initial: { decision: 'approve' as string, reason: '' },
    prepare: ({ decision, reason }) => ({
      drawerId: drawer.drawerId,
      decision: decision as 'approve',
      reason,
    }),
    onDone: onClose,
  });
  return (
    <Dialog open title={m.bookkeeping_decide()} onClose={onClose} size="small">
      <Form form={form} label={m.bookkeeping_decide()}>
        <p>
          {drawer.cashier.name} · {drawer.place} · {m.bookkeeping_difference()}{' '}
          {drawer.result && <MoneyText money={drawer.result.difference} />}
        </p>
        {drawer.result?.reason && <p>{m.bookkeeping_reasonGiven({ reason: drawer.result.reason })}</p>}
        <FieldChips
          label={m.bookkeeping_decision()}
          {...form.field('decision')}
          options={[
            { value: 'approve', label: m.bookkeeping_approve() },
            { value: 'recount', label: m.bookkeeping_recount() },
          ]}
        />
        <FieldText label={m.bookkeeping_reason()} {...form.field('reason')} maxLength={300} />
        <SaveBar form={form} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
