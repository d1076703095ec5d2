import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import {
  type Candidate,
  type Counts,
  movingIn,
  type Overview,
  type Row,
  type RowState,
} from '../contract.ts';
import { rowWords } from './words.ts';

/** What needs a person first, what is settled last. */
const order: readonly RowState[] = [
  ...(['ask', 'error', 'kept', 'warning', 'good', 'waiting'] as const),
  ...(['stored', 'left', 'takenBack'] as const),
];

/** The rows by what becomes of them, each with the reason; look-alikes are decided here. */
export function Rows({ one, counts }: { one: Overview; counts: Counts }) {
  const states = order.filter((state) => (counts[state] ?? 0) > 0);
  const [chosen, setChosen] = useState<RowState>();
  const state = chosen && states.includes(chosen) ? chosen : states[0];
  if (!state) return null;
  return (
    <Tabs
      label={m.movingIn_result()}
      tabs={states.map((id) => ({ id, label: rowWords[id](), badge: counts[id] }))}
      value={state}
      onChange={(id) => setChosen(states.find((each) => each === id))}
    >
      <RowsIn one={one} state={state} />
    </Tabs>
  );
}

function RowsIn({ one, state }: { one: Overview; state: RowState }) {
  const { importId } = one;
  const read = useRead(movingIn, 'rows', { importId, states: [state] }, { refreshOn: ['movingIn.'] });
  const decide = useAct(movingIn, 'decide');
  const say = (rowNumbers: number[], is: 'same' | 'other') =>
    void decide.run({ importId, rowNumbers, is }).catch(() => undefined);
  const columns: Column<Row>[] = [
    {
      id: 'line',
      header: m.movingIn_line(),
      cell: (row) => row.line,
      figures: true,
      align: 'end',
      width: '5rem',
    },
    { id: 'title', header: m.movingIn_rowTitle(), cell: (row) => <strong>{row.title || '–'}</strong> },
    { id: 'why', header: m.movingIn_reason(), cell: (row) => <Why row={row} /> },
  ];
  if (state === 'ask') {
    columns.push({
      id: 'decide',
      header: '',
      width: '24rem',
      cell: (row) => (
        <span className="mi-decide">
          <Button small onClick={() => say([row.rowNumber], 'same')}>
            {m.movingIn_same()}
          </Button>
          {!row.candidates.some(({ certain }) => certain) && (
            <Button small onClick={() => say([row.rowNumber], 'other')}>
              {m.movingIn_other()}
            </Button>
          )}
        </span>
      ),
    });
  }
  return (
    <>
      <Problem problem={decide.problem} />
      <ReadView read={read}>
        {({ rows, more }) => (
          <>
            <DataTable
              label={rowWords[state]()}
              rows={rows}
              rowKey={(row) => String(row.rowNumber)}
              columns={columns}
              empty={<EmptyState title={m.movingIn_noRows()} text={m.movingIn_noRowsText()} />}
            />
            {state === 'ask' && rows.length > 1 && (
              <Button
                pending={decide.pending}
                onClick={() =>
                  say(
                    rows.map(({ rowNumber }) => rowNumber),
                    'same',
                  )
                }
              >
                {m.movingIn_allSame()}
              </Button>
            )}
            {more && <p className="mi-left">{m.movingIn_moreRows()}</p>}
          </>
        )}
      </ReadView>
    </>
  );
}

function Why({ row }: { row: Row }) {
  return (
    <ul className="mi-why">
      {row.problems.map((one) => (
        <li key={`${one.field ?? ''}${one.words}`}>
          {one.field && <span className="mi-field">{one.field}: </span>}
          {one.words}
          {one.value && <span className="mi-value"> {m.movingIn_value({ value: one.value })}</span>}
        </li>
      ))}
      {row.candidates.map((one) => (
        <li key={`${one.patientId ?? one.staffId ?? ''}${one.rowNumber ?? ''}`}>{alike(one)}</li>
      ))}
    </ul>
  );
}

function alike(one: Candidate): string {
  if (one.rowNumber) return m.movingIn_alikeRow({ row: one.rowNumber });
  if (one.login) return m.movingIn_alikeStaff({ name: one.name, login: one.login });
  const said = { name: one.name, recordNumber: [one.recordNumber, one.birthDate].filter(Boolean).join(', ') };
  return one.certain ? m.movingIn_certain(said) : m.movingIn_alike(said);
}
