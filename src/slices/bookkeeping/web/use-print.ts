import { printing } from '#platform/shared/print-contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { tell } from '#platform/web/ui/undo.tsx';

/** Prints a kept paper: at the station's printer, or in a tab of the browser when it has none. */
export function usePrint() {
  const act = useAct(printing, 'printPaper');
  const print = async (paperId: string) => {
    // a refusal is shown by `act.problem`; the visit goes on without its paper
    const done = await act.run({ paperId }).catch(() => undefined);
    if (done?.delivery === 'browser') window.open(done.url, '_blank', 'noopener');
    if (done?.delivery === 'noAnswer') tell(done.advice ?? '');
  };
  return { print: (paperId: string) => void print(paperId), pending: act.pending, problem: act.problem };
}
