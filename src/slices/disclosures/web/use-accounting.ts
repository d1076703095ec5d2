import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { disclosures } from '../contract.ts';

/** Prints the accounting of a patient at this browser's station. */
export function useAccounting(patientId: string) {
  const make = useAct(disclosures, 'printAccounting');
  const paper = usePrint();
  const print = () =>
    void make.run({ patientId }).then(
      ({ paperId }) => void paper.print(paperId),
      () => undefined,
    );
  return { print, pending: make.pending || paper.pending, problem: make.problem };
}
