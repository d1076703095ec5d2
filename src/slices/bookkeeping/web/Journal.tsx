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
import { When } from '#platform/web/ui/When.tsx';
import { bookkeeping } from '../contract.ts';
import { ExportTable } from './ExportTable.tsx';
import './bookkeeping.css';

/** What was posted on a day, line by line; read only. */
export default function Journal() {
  const me = useMe();
  const now = today(systemClock, me.clinic.zone);
  const [day, setDay] = useState(now);
  const read = useRead(
    bookkeeping,
    'journalOfDay',
    { day: day || now },
    { refreshOn: ['bookkeeping.'], keep: true },
  );
  return (
    <Page
      title={m.bookkeeping_journalOfDay_title()}
      filters={<FieldDate label={m.bookkeeping_day()} value={day} onChange={setDay} />}
      actions={<ExportTable table="journal" day={day || now} />}
    >
      <ReadView read={read}>
        {(view) => {
          const rows = view.journals.flatMap((one) =>
            one.postings.map((posting, at) => ({ ...posting, journal: one, at })),
          );
          return (
            <Panel
              title={
                <>
                  {m.bookkeeping_debit()} <MoneyText money={view.debit} /> · {m.bookkeeping_credit()}{' '}
                  <MoneyText money={view.credit} />
                </>
              }
            >
              <DataTable
                label={m.bookkeeping_journalOfDay_title()}
                rows={rows}
                rowKey={(row) => `${row.journal.journalId}/${row.at}`}
                columns={[
                  {
                    id: 'at',
                    header: m.bookkeeping_time(),
                    cell: (row) => row.at === 0 && <When at={row.journal.at} as="time" />,
                    figures: true,
                  },
                  {
                    id: 'words',
                    header: m.bookkeeping_journal_what(),
                    cell: (row) =>
                      row.at === 0 && (
                        <>
                          {row.journal.words}
                          {row.journal.reversed && (
                            <span className="bk-small"> · {m.bookkeeping_journal_reversed()}</span>
                          )}
                        </>
                      ),
                  },
                  {
                    id: 'by',
                    header: m.bookkeeping_by(),
                    cell: (row) => row.at === 0 && row.journal.by,
                    hideOn: 'tablet',
                  },
                  {
                    id: 'account',
                    header: m.bookkeeping_account(),
                    cell: (row) => `${row.account} ${row.label}`,
                  },
                  {
                    id: 'debit',
                    header: m.bookkeeping_debit(),
                    align: 'end',
                    cell: (row) => row.debit && <MoneyText money={row.debit} />,
                  },
                  {
                    id: 'credit',
                    header: m.bookkeeping_credit(),
                    align: 'end',
                    cell: (row) => row.credit && <MoneyText money={row.credit} />,
                  },
                ]}
                empty={<EmptyState title={m.bookkeeping_journal_none()} />}
              />
            </Panel>
          );
        }}
      </ReadView>
    </Page>
  );
}
