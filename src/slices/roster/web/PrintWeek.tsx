import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { roster } from '../contract.ts';

/** What a week is made of: its shifts and leave, people, and the bookings that ask for them. */
export const refreshing = ['roster.', 'workforce.', 'scheduling.visit'];

/** `P` prints the week that is looked at. */
export function PrintWeek({ day }: { day: string }) {
  const paper = usePrint();
  const made = useAct(roster, 'printWeek');
  const print = () =>
    void made
      .run({ day })
      .then(({ paperId }) => paper.print(paperId))
      .catch((problem) => tell(problemWords(problem)));
  return <PrintButton label={m.roster_print()} onPrint={print} pending={made.pending || paper.pending} />;
}
