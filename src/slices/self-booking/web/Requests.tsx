import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Request, selfBooking } from '../contract.ts';
import { MatchDialog } from './MatchDialog.tsx';
import { useReach } from './use-reach.ts';
import './self-booking.css';

/** Booked by the public and confirmed: whose is it? Enter opens the one of the row. */
export default function Requests() {
  const read = useRead(selfBooking, 'requests', {}, { refreshOn: ['selfBooking.', 'scheduling.visit'] });
  const [matching, setMatching] = useState<Request>();
  const columns = useColumns();
  return (
    <Page title={m.selfBooking_desk_title()}>
      <ReadView read={read} rows={5}>
        {({ requests }) => (
          <DataTable
            label={m.selfBooking_desk_title()}
            rows={requests}
            rowKey={(row) => row.requestId}
            columns={columns}
            act={(row) => ({ label: m.selfBooking_desk_match(), run: () => setMatching(row) })}
            empty={<EmptyState title={m.selfBooking_desk_empty()} text={m.selfBooking_desk_emptyText()} />}
          />
        )}
      </ReadView>
      {matching && <MatchDialog request={matching} onClose={() => setMatching(undefined)} />}
    </Page>
  );
}

function useColumns(): Column<Request>[] {
  const locale = useLocale();
  const reach = useReach();
  return [
    {
      id: 'when',
      header: m.selfBooking_desk_column_when(),
      cell: (row) => <When at={row.startsAt} as="dateTime" />,
      width: '12rem',
      figures: true,
    },
    {
      id: 'who',
      header: m.selfBooking_desk_column_who(),
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          <div className="sb-soft">
            {m.selfBooking_desk_born({ date: formatPlainDate(row.birthDate, locale, 'short') })}
          </div>
        </>
      ),
    },
    {
      id: 'visit',
      header: m.selfBooking_desk_column_visit(),
      cell: (row) => (
        <>
          {row.visitType} · {row.practitionerName}
          {row.reason && <div className="sb-soft">{row.reason}</div>}
        </>
      ),
      hideOn: 'phone',
    },
    {
      id: 'reach',
      header: m.selfBooking_desk_column_reach(),
      cell: (row) => reach(row),
      hideOn: 'tablet',
    },
    {
      id: 'confirmed',
      header: m.selfBooking_desk_column_confirmed(),
      cell: (row) => <When at={row.confirmedAt} as="dateTime" />,
      hideOn: 'tablet',
      width: '12rem',
      figures: true,
    },
  ];
}
