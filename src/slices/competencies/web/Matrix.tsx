import { IconLock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { competencies } from '../contract.ts';
import { checkOffPath, passportPath } from './paths.ts';
import { StateBadge } from './StateBadge.tsx';

type All = OutputOf<typeof competencies, 'matrix'>;
type Person = All['people'][number];

/** Competencies by people. A cell leads to its check-off, a name to the passport; arrows move between cells. */
export function Matrix({ all }: { all: All }) {
  const mayObserve = useMay('competencies.observe');
  if (all.people.length === 0)
    return <EmptyState title={m.competencies_matrix_none()} text={m.competencies_matrix_noneHint()} />;
  return (
    <div className="cp-matrix-holder">
      <table className="s-table cp-matrix" aria-label={m.competencies_matrix_title()} onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col">{m.competencies_paper_column_competency()}</th>
            {all.people.map((person) => (
              <th key={person.staffId} scope="col">
                <Go to={passportPath(person.staffId)}>{person.name}</Go>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.competencies.map((one, place) => (
            <tr key={one.code}>
              <th scope="row">
                {one.label}{' '}
                {one.asked && (
                  <SignalBadge tone="grey" icon={<IconLock size={16} aria-hidden />}>
                    {m.competencies_matrix_closes()}
                  </SignalBadge>
                )}
              </th>
              {all.people.map((person) => (
                <td key={person.staffId}>
                  <Cell person={person} place={place} mayObserve={mayObserve} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ person, place, mayObserve }: { person: Person; place: number; mayObserve: boolean }) {
  const locale = useLocale();
  const cell = person.cells[place];
  if (!cell) return null;
  if (!cell.expected && cell.state === 'notStarted')
    return <span className="cp-none">{m.competencies_matrix_notExpected()}</span>;
  const under = cell.throughDay
    ? formatPlainDate(cell.throughDay, locale, 'short')
    : m.competencies_practised({ done: cell.practised, needed: cell.needed });
  const to = mayObserve ? checkOffPath(person.staffId, cell.code) : passportPath(person.staffId);
  return (
    <Go to={to} className="cp-cell">
      <StateBadge state={cell.state} /> <small>{under}</small>
    </Go>
  );
}

/** Arrow keys go from cell to cell as in a sheet. */
function move(event: KeyboardEvent<HTMLTableElement>) {
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[event.key];
  const from = (event.target as Element).closest('td, th');
  const row = from?.parentElement;
  if (!step || !(from instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return;
  const [down, right] = step;
  const { rows } = event.currentTarget;
  let [y, x] = [row.rowIndex + down, from.cellIndex + right];
  // over cells that lead nowhere
  for (; rows[y]?.cells[x]; y += down, x += right) {
    const link = rows[y]?.cells[x]?.querySelector('a');
    if (!link) continue;
    event.preventDefault();
    link.focus();
    return;
  }
}
