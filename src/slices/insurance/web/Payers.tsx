import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { insurance, type Payer } from '../contract.ts';
import { PayerForm } from './PayerForm.tsx';
import { kindWords } from './words.ts';
import './insurance.css';

/** Whom the clinic works with; self-pay is always there and needs no setting up. */
export default function Payers() {
  const [editing, setEditing] = useState<Payer | 'new'>();
  const read = useRead(insurance, 'listPayers', { all: true }, { refreshOn: ['insurance.payersChanged'] });
  return (
    <Panel
      title={m.insurance_payers_title()}
      actions={
        <Button small tone="primary" onClick={() => setEditing('new')}>
          {m.insurance_payers_add()}
        </Button>
      }
    >
      <ReadView read={read}>
        {({ payers }) => (
          <DataTable
            label={m.insurance_payers_title()}
            rows={payers}
            rowKey={(payer) => payer.id}
            act={(payer) =>
              payer.kind === 'self'
                ? undefined
                : { label: m.insurance_payers_change(), run: () => setEditing(payer) }
            }
            columns={[
              {
                id: 'name',
                header: m.insurance_payers_name(),
                cell: (payer) => <strong>{payer.name}</strong>,
              },
              { id: 'kind', header: m.insurance_payers_kind(), cell: (payer) => kindWords(payer.kind) },
              {
                id: 'copay',
                header: m.insurance_field_copay(),
                align: 'end',
                figures: true,
                cell: (payer) => payer.copay && <MoneyText money={payer.copay} />,
              },
              {
                id: 'active',
                header: m.insurance_payers_state(),
                hideOn: 'phone',
                cell: (payer) => (payer.active ? m.insurance_payers_on() : m.insurance_payers_off()),
              },
            ]}
            empty={null}
          />
        )}
      </ReadView>
      <Dialog
        title={editing === 'new' ? m.insurance_payers_add() : m.insurance_payers_change()}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing && (
          <PayerForm {...(editing !== 'new' && { payer: editing })} onDone={() => setEditing(undefined)} />
        )}
      </Dialog>
    </Panel>
  );
}
