import { m } from '#messages';
import { useGo } from '#platform/web/router/link.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import type { RequestView } from '../contract.ts';
import { Due, isLate } from './Due.tsx';
import { standsWords } from './words.ts';

/** Requests with the day on which they are due; Enter opens one at its next act. */
export function RequestTable(props: {
  label: string;
  requests: RequestView[];
  named?: boolean;
  empty: string;
}) {
  const go = useGo();
  const patient: Column<RequestView> = {
    id: 'patient',
    header: m.amendments_column_patient(),
    cell: (row) => (
      <>
        <strong>{row.patientName}</strong>
        <div className="amd-soft">{row.recordNumber}</div>
      </>
    ),
  };
  return (
    <DataTable
      label={props.label}
      rows={props.requests}
      rowKey={(row) => row.requestId}
      columns={[
        ...(props.named ? [patient] : []),
        {
          id: 'what',
          header: m.amendments_column_what(),
          cell: (row) => (
            <>
              {row.place}
              <div className="amd-soft">{m[`amendments_content_${row.content}`]()}</div>
            </>
          ),
        },
        {
          id: 'who',
          header: m.amendments_column_who(),
          cell: (row) => row.requesterName,
          hideOn: 'phone',
        },
        { id: 'state', header: m.amendments_column_state(), cell: standsWords },
        {
          id: 'due',
          header: m.amendments_column_due(),
          cell: (row) => <Due request={row} />,
          figures: true,
        },
      ]}
      tone={(row) => (isLate(row) ? 'amber' : undefined)}
      act={(row) => ({ label: m.amendments_openAct(), run: () => go(`/work/amendments/${row.requestId}`) })}
      empty={<p className="amd-soft">{props.empty}</p>}
    />
  );
}
