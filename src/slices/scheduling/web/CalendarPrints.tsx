import { Menu } from '@mantine/core';
import { useState } from 'react';
import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '../contract.ts';
import type { CalendarAt } from '../shared/calendar.ts';
import { PrintFreeTimes } from './PrintFreeTimes.tsx';

/** `P` prints what is looked at: the day by provider, else the planned week. The other lists stand under More. */
export function CalendarPrints({ at }: { at: CalendarAt }) {
  const paper = usePrint();
  const list = useAct(scheduling, 'printDayList');
  const plan = useAct(scheduling, 'printWeekTemplate');
  const [choosing, setChoosing] = useState(false);
  const print = (made: Promise<{ paperId: string }>) =>
    void made.then(({ paperId }) => paper.print(paperId)).catch((problem) => tell(problemWords(problem)));
  const { day, provider } = at;
  const byProvider = () => print(list.run({ day, by: 'practitioner' }));
  const byRoom = () => print(list.run({ day, by: 'room' }));
  const week = () => print(plan.run({ day, ...(provider && { practitionerId: provider }) }));
  const pending = paper.pending || list.pending || plan.pending;
  return (
    <>
      <PrintButton
        label={at.view === 'day' ? m.scheduling_print_dayList() : m.scheduling_print_weekTemplate()}
        onPrint={at.view === 'day' ? byProvider : week}
        pending={pending}
      />
      <Menu transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button>{m.scheduling_print_more()}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={byProvider}>{m.scheduling_print_dayList()}</Menu.Item>
          <Menu.Item onClick={byRoom}>{m.scheduling_print_dayListRooms()}</Menu.Item>
          <Menu.Item onClick={week}>{m.scheduling_print_weekTemplate()}</Menu.Item>
          <Menu.Item onClick={() => setChoosing(true)}>{m.scheduling_print_freeTimes()}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {choosing && (
        <PrintFreeTimes
          day={day}
          provider={provider}
          onClose={() => setChoosing(false)}
          onPaper={(paperId) => void paper.print(paperId)}
        />
      )}
    </>
  );
}
