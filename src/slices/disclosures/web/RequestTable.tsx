import { m } from '#messages';
import { systemClock } from '#platform/shared/time.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { RequestView } from '../contract.ts';
import { basisWords, kindWords, stateWords } from './words.ts';

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
    header: m.disclosures_column_patient(),
    cell: (row) => (
      <>
        <strong>{row.patientName}</strong>
        <div className="ds-soft">{row.recordNumber}</div>
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
          id: 'who',
          header: m.disclosures_column_who(),
          cell: (row) => (
            <>
              {row.requesterName}
              <div className="ds-soft">{kindWords(row.requesterKind)}</div>
            </>
          ),
        },
        {
          id: 'why',
          header: m.disclosures_column_why(),
          cell: (row) => `${row.purpose} · ${basisWords(row.basis)}`,
          hideOn: 'phone',
        },
        { id: 'state', header: m.disclosures_column_state(), cell: (row) => stateOf(row) },
        {
          id: 'due',
          header: m.disclosures_column_due(),
          cell: (row) => <Due request={row} />,
          figures: true,
        },
      ]}
      tone={(row) => (isLate(row) ? 'amber' : undefined)}
      act={(row) => ({ label: m.disclosures_openAct(), run: () => go(`/work/releases/${row.requestId}`) })}
      empty={<p className="ds-soft">{props.empty}</p>}
    />
  );
}

function stateOf({ state, outcome }: RequestView): string {
  return [...(outcome ? [stateWords(outcome)] : []), stateWords(state)].join(' · ');
}

/** The day by which it must be answered; nothing once it is closed. */
export function Due({ request }: { request: RequestView }) {
  if (request.state === 'closed') return <span className="ds-soft">–</span>;
  return (
    <>
      <When at={request.dueAt} as="dateTime" />
      {isLate(request) && <SignalBadge tone="amber">{m.disclosures_late()}</SignalBadge>}
    </>
  );
}

function isLate({ dueAt, outcome }: RequestView): boolean {
  return outcome === null && Date.parse(dueAt) < systemClock.now();
}
