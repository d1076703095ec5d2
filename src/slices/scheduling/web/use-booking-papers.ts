import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '../contract.ts';

/** The papers of one booking, straight to the station's printer. */
export function useBookingPapers() {
  const paper = usePrint();
  const card = useAct(scheduling, 'printAppointmentCard');
  const letter = useAct(scheduling, 'printCancellationLetter');
  const print = (made: Promise<{ paperId: string }>) =>
    void made.then(({ paperId }) => paper.print(paperId)).catch((problem) => tell(problemWords(problem)));
  return {
    card: (visitId: string) => print(card.run({ visitId })),
    letter: (visitId: string) => print(letter.run({ visitId })),
    pending: paper.pending || card.pending || letter.pending,
  };
}
