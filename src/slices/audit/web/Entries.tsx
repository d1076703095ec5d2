import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { TrailEntry } from '../contract.ts';
import './audit.css';

/** A page of the trail with the way to older rows and back. */
export function Entries(props: {
  label: string;
  page: { entries: TrailEntry[]; next?: string | undefined };
  before: string | undefined;
  onPage: (before: string | undefined) => void;
  /** Shows whom each row was about, and narrows down to her. */
  onPatient?: (patientId: string, name: string) => void;
}) {
  const { page, onPatient } = props;
  const columns: Column<TrailEntry>[] = [
    {
      id: 'at',
      header: m.audit_column_at(),
      cell: (one) => <When at={one.at} />,
      figures: true,
      width: '12rem',
    },
    { id: 'who', header: m.audit_column_who(), cell: (one) => <strong>{whoWords(one)}</strong> },
    { id: 'what', header: m.audit_column_what(), cell: (one) => one.what },
    ...(onPatient ? [patientColumn(onPatient)] : []),
    {
      id: 'outcome',
      header: m.audit_column_outcome(),
      cell: (one) => <Outcome outcome={one.outcome} />,
      width: '8rem',
    },
  ];
  return (
    <>
      <DataTable
        label={props.label}
        rows={page.entries}
        rowKey={(one) => one.id}
        columns={columns}
        empty={<EmptyState title={m.audit_empty_title()} text={m.audit_empty_text()} />}
      />
      <div className="au-pages">
        {props.before && <Button onClick={() => props.onPage(undefined)}>{m.audit_page_newest()}</Button>}
        {page.next && <Button onClick={() => props.onPage(page.next)}>{m.audit_page_older()}</Button>}
      </div>
    </>
  );
}

function patientColumn(onPatient: (patientId: string, name: string) => void): Column<TrailEntry> {
  return {
    id: 'patient',
    header: m.audit_column_patient(),
    cell: ({ patientId, patient }) =>
      patientId && patient ? (
        <button type="button" className="au-patient" onClick={() => onPatient(patientId, patient.name)}>
          {patient.name} <RecordNumber number={patient.recordNumber} />
        </button>
      ) : (
        '–'
      ),
  };
}

function whoWords(one: TrailEntry): string {
  if (one.kind === 'anyone') return m.audit_kind_anyone();
  if (one.kind === 'client') return `${one.who} (${m.audit_kind_client()})`;
  return one.kind === 'system' ? m.audit_kind_system() : one.who;
}

function Outcome(props: { outcome: TrailEntry['outcome'] }) {
  if (props.outcome === 'refused') return <SignalBadge tone="amber">{m.audit_outcome_refused()}</SignalBadge>;
  if (props.outcome === 'failed') return <SignalBadge tone="red">{m.audit_outcome_failed()}</SignalBadge>;
  return <>{m.audit_outcome_done()}</>;
}
