import { IconAlertTriangle } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { Locale } from '#platform/shared/languages.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Line, roster, Shift } from '../contract.ts';
import { moveInGrid } from './grid-keys.ts';
import { dayWords, hoursWords, kindLabel, leaveKind, spanWords } from './words.ts';

export type Week = OutputOf<typeof roster, 'week'>;
/** A cell of the grid; nobody's is the row of what has fallen free. */
export interface Cell {
  day: string;
  person: Line | null;
  shifts: Shift[];
}

/**
 * People by days. For who plans each cell is a button: Enter opens it, a figure enters the kind of that figure, arrows
 * move. Above stands what of the day's bookings nobody there may do.
 */
export function WeekGrid(props: {
  week: Week;
  today: string;
  onOpen?: (cell: Cell) => void;
  onQuick?: (cell: Cell, kind: string) => void;
  /** `Delete` on a day with one shift. */
  onRemove?: (shift: Shift) => void;
}) {
  const { week, today } = props;
  const locale = useLocale();
  const kinds = week.kinds.filter((one) => one.active);
  const cellOf = (person: Line | null, day: string): Cell => ({
    ...{ day, person },
    shifts: week.shifts.filter((one) => one.day === day && one.staffId === (person?.staffId ?? null)),
  });
  const hasFree = week.shifts.some((one) => one.staffId === null);
  const quick = (event: KeyboardEvent, cell: Cell) => {
    const [only, ...more] = cell.shifts;
    if (event.key === 'Delete' && only && more.length === 0) return props.onRemove?.(only);
    const kind = kinds[Number(event.key) - 1];
    if (!kind || !cell.person?.here || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    props.onQuick?.(cell, kind.code);
  };
  const drawn = (cell: Cell) => (
    <td key={cell.day} className={cell.day === today ? 'ro-today' : undefined}>
      {props.onOpen && (cell.person?.here || cell.shifts.length > 0) ? (
        <button
          type="button"
          className="ro-cell"
          onClick={() => props.onOpen?.(cell)}
          onKeyDown={(event) => quick(event, cell)}
        >
          <span className="s-hidden">{cellLabel(cell, locale)}</span>
          <CellWords cell={cell} week={week} />
        </button>
      ) : (
        <div className="ro-cell">
          <CellWords cell={cell} week={week} />
        </div>
      )}
    </td>
  );
  return (
    <div className="ro-holder">
      <table className="s-table ro-grid" aria-label={m.roster_grid()} onKeyDown={moveInGrid}>
        <thead>
          <tr>
            <th scope="col">{m.roster_person()}</th>
            {week.days.map((day) => (
              <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
                {dayWords(day, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.mayManage && <Coverage week={week} />}
          {week.people.map((person) => (
            <tr key={person.staffId}>
              <th scope="row">
                <PersonHead person={person} />
              </th>
              {week.days.map((day) => drawn(cellOf(person, day)))}
            </tr>
          ))}
          {hasFree && (
            <tr className="ro-free">
              <th scope="row">
                <SignalBadge tone="amber">{m.roster_free()}</SignalBadge>
              </th>
              {week.days.map((day) => drawn(cellOf(null, day)))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function PersonHead({ person }: { person: Line }) {
  return (
    <>
      <span className="ro-name">{person.name}</span>
      <span className="ro-jobs">
        {person.here ? person.jobs : m.roster_left()}
        {person.minutes > 0 && ` · ${hoursWords(person.minutes)}`}
      </span>
      {person.findings.map((finding) => (
        <span key={finding} className="ro-finding">
          <IconAlertTriangle size={14} aria-hidden /> {finding}
        </span>
      ))}
    </>
  );
}

function awayWords(cell: Cell): string | undefined {
  const away = cell.person?.away.find((one) => one.day === cell.day);
  if (!away) return undefined;
  const what = away.kind ? leaveKind(away.kind) : m.roster_away();
  return away.part ? m.roster_awayPart({ what }) : what;
}

/** What is heard before what is seen. */
function cellLabel(cell: Cell, locale: Locale): string {
  const who = cell.person?.name ?? m.roster_free();
  const label = m.roster_cellLabel({ who, day: dayWords(cell.day, locale, 'long') });
  return cell.shifts.length === 0 && !awayWords(cell) ? `${label} ${m.roster_off()}` : label;
}

function CellWords({ cell, week }: { cell: Cell; week: Week }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const away = awayWords(cell);
  return (
    <>
      {away && <span className="ro-away">{away}</span>}
      {cell.shifts.map((shift) => (
        <span key={shift.shiftId} className={shift.away === 'all' ? 'ro-shift ro-shift-off' : 'ro-shift'}>
          <strong>{kindLabel(shift.kind, week.kinds, locale)}</strong>
          {shift.stretches.map((one) => (
            <span key={one.from}>{spanWords(one, locale, zone)}</span>
          ))}
          {shift.leftBy && <span className="ro-note">{m.roster_wasOf({ name: shift.leftBy })}</span>}
          {shift.changed && (
            <span className="ro-note">{m.roster_changedFor({ reason: shift.changed.reason })}</span>
          )}
        </span>
      ))}
    </>
  );
}

/** Which acts bookings ask for and nobody there may do, in words, by day. */
function Coverage({ week }: { week: Week }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  return (
    <tr className="ro-coverage">
      <th scope="row">{m.roster_gaps()}</th>
      {week.days.map((day) => {
        const gaps = week.gaps.filter((one) => one.day === day);
        return (
          <td key={day}>
            {gaps.length === 0 && <span className="ro-covered">{m.roster_covered()}</span>}
            {gaps.map((gap) => (
              <p key={gap.action} className="ro-gap">
                <SignalBadge tone="amber">{spanWords(gap, locale, zone)}</SignalBadge>
                <span>{m.roster_gap({ act: gap.act, count: gap.bookings })}</span>
                <span className="ro-note">
                  {gap.others.length > 0
                    ? m.roster_gapOthers({ names: gap.others.join(', ') })
                    : m.roster_gapNobody()}
                </span>
              </p>
            ))}
          </td>
        );
      })}
    </tr>
  );
}
