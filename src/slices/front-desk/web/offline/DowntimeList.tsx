import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '#slices/scheduling/contract.ts';

const storageKey = 'serambi.frontDesk.downtimeList';
/** Until then a list helps through the day; later the reminder rests, the key does not. */
const noon = 12;

/** Whether this desk should be reminded: each morning until it has printed the list, and after each loss. */
export function useDowntimeList(day: string | undefined, away: boolean) {
  const me = useMe();
  const may = useMay('scheduling.read');
  const [doneFor, setDoneFor] = useState(() => localStorage.getItem(storageKey) ?? '');
  const [lost, setLost] = useState<'never' | 'now' | 'over'>('never');
  const paper = usePrint();
  const list = useAct(scheduling, 'printDayList');
  useEffect(() => setLost((before) => (away ? 'now' : before === 'now' ? 'over' : before)), [away]);
  const hour = Number(
    new Intl.DateTimeFormat('en-US', {
      hour: 'numeric',
      hourCycle: 'h23',
      timeZone: me.clinic.zone,
    }).format(),
  );
  const end = () => {
    localStorage.setItem(storageKey, day ?? '');
    setDoneFor(day ?? '');
    setLost('never');
  };
  const print = async () => {
    if (!day) return;
    try {
      const { paperId } = await list.run({ day, by: 'practitioner' });
      await paper.print(paperId);
      end();
    } catch (problem) {
      tell(problemWords(problem));
    }
  };
  const morning = day !== undefined && hour < noon && doneFor !== day;
  return {
    may,
    pending: list.pending || paper.pending,
    print: () => void print(),
    notNow: end,
    remind:
      !may || away
        ? undefined
        : lost === 'over'
          ? ('loss' as const)
          : morning
            ? ('morning' as const)
            : undefined,
  };
}

export type DowntimeList = ReturnType<typeof useDowntimeList>;

/** `P` on Today. */
export function DowntimeButton({ list, away }: { list: DowntimeList; away: boolean }) {
  if (!list.may) return null;
  return (
    <PrintButton
      label={m.frontDesk_offline_print()}
      onPrint={list.print}
      pending={list.pending}
      disabled={away}
    />
  );
}

export function DowntimeReminder({ list }: { list: DowntimeList }) {
  if (!list.remind) return null;
  return (
    <div className="fd-strip fd-strip-quiet">
      <IconPrinter size={20} aria-hidden />
      <p role="status">
        {list.remind === 'loss' ? m.frontDesk_offline_remindLoss() : m.frontDesk_offline_remindMorning()}
      </p>
      <Button small onClick={list.notNow}>
        {m.frontDesk_offline_notNow()}
      </Button>
    </div>
  );
}
