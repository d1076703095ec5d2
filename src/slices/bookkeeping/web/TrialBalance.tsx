import { useState } from 'react';
import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import type { MoneyJson } from '#platform/shared/money.ts';
import { bookkeeping } from '../contract.ts';
import { ExportTable } from './ExportTable.tsx';
import './bookkeeping.css';

const shown = (money: MoneyJson) => money.minor !== '0' && <MoneyText money={money} />;

/** Where every account stands through a day; read only. */
export default function TrialBalance() {
  const me = useMe();
  const now = today(systemClock, me.clinic.zone);
  const [through, setThrough] = useState(now);
  const read = useRead(
    bookkeeping,
    'trialBalance',
    { through: through || now },
    { refreshOn: ['bookkeeping.'], keep: true },
  );
  return (
    <Page
      title={m.bookkeeping_trial_title()}
      filters={<FieldDate label={m.bookkeeping_trial_through()} value={through} onChange={setThrough} />}
      actions={<ExportTable table="trialBalance" day={through || now} />}
    >
      <ReadView read={read}>
        {(view) => (
          <Panel
            title={
              <>
                {m.bookkeeping_debit()} <MoneyText money={view.debit} /> · {m.bookkeeping_credit()}{' '}
                <MoneyText money={view.credit} />
              </>
            }
          >
            <DataTable
              label={m.bookkeeping_trial_title()}
              rows={view.rows}
              rowKey={(row) => row.account}
              columns={[
                {
                  id: 'account',
                  header: m.bookkeeping_account(),
                  cell: (row) => row.account,
                  figures: true,
                  width: '6rem',
                },
                { id: 'label', header: m.bookkeeping_line_what(), cell: (row) => row.label },
                { id: 'debit', header: m.bookkeeping_debit(), align: 'end', cell: (row) => shown(row.debit) },
                {
                  id: 'credit',
                  header: m.bookkeeping_credit(),
                  align: 'end',
                  cell: (row) => shown(row.credit),
                },
              ]}
              empty={<EmptyState title={m.bookkeeping_journal_none()} />}
            />
          </Panel>
        )}
      </ReadView>
    </Page>
  );
}
