import { m } from '#messages';
import { DataTable } from '#platform/web/ui/DataTable.tsx';

/** The same figures as the chart, as a table. */
export interface WaitRow {
  id: string;
  label: string;
  median: number | undefined;
  p90: number | undefined;
  counted: number;
  excluded: number;
}

export function WaitTable(props: {
  label: string;
  head: string;
  rows: WaitRow[];
  figure: (value: number | undefined) => string;
}) {
  const { figure } = props;
  const columns = [
    { id: 'median', header: m.frontDesk_waits_median(), of: (row: WaitRow) => row.median },
    { id: 'p90', header: m.frontDesk_waits_p90(), of: (row: WaitRow) => row.p90 },
    { id: 'counted', header: m.frontDesk_waits_counted(), of: (row: WaitRow) => row.counted },
    { id: 'excluded', header: m.frontDesk_waits_excluded(), of: (row: WaitRow) => row.excluded },
  ];
  return (
    <DataTable
      label={props.label}
      rows={props.rows}
      rowKey={(row) => row.id}
      columns={[
        { id: 'of', header: props.head, cell: (row) => row.label },
        ...columns.map(({ id, header, of }) => ({
          id,
          header,
          align: 'end' as const,
          cell: (row: WaitRow) => figure(of(row)),
        })),
      ]}
      empty={null}
    />
  );
}
