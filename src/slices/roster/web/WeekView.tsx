import { useState } from 'react';
import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { roster, type Shift } from '../contract.ts';
import { ShiftDialog } from './ShiftDialog.tsx';
import { takeOut } from './take-out.ts';
import { type Cell, type Week, WeekGrid } from './WeekGrid.tsx';
import { WeekHead } from './WeekHead.tsx';

/** A week that is planned: its standing, the grid, and the dialog of a cell. */
export function WeekView({ week, today }: { week: Week; today: string }) {
  const assign = useAct(roster, 'assign');
  const remove = useAct(roster, 'removeShift');
  const [open, setOpen] = useState<{ cell: Cell; kind?: string }>();
  const quick = (cell: Cell, kind: string) => {
    // a published week asks for a reason, and that is typed
    if (week.published || !cell.person) return setOpen({ cell, kind });
    const { staffId } = cell.person;
    void assign.run({ day: cell.day, staffId, kind }).catch((problem) => tell(problemWords(problem)));
  };
  const takeAway = (shift: Shift) => {
    const person = week.people.find((one) => one.staffId === shift.staffId) ?? null;
    if (week.published) return setOpen({ cell: { day: shift.day, person, shifts: [shift] } });
    void takeOut(remove.run, assign.run, shift, '').catch((problem) => tell(problemWords(problem)));
  };
  return (
    <>
      <WeekHead week={week} />
      {week.people.length === 0 && <p className="s-hint">{m.roster_nobody()}</p>}
      <WeekGrid
        week={week}
        today={today}
        {...(week.mayManage && {
          onOpen: (cell: Cell) => setOpen({ cell }),
          onQuick: quick,
          onRemove: takeAway,
        })}
      />
      {open && <ShiftDialog {...open} week={week} onClose={() => setOpen(undefined)} />}
    </>
  );
}
