import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { workforce } from '#slices/workforce/contract.ts';

/** Prints continuing education by cycles: of one person for the office, or one's own. */
export function PrintReport({ staffId }: { staffId?: string }) {
  const mayPrint = useMay('print.paper');
  const hers = useAct(workforce, 'printEducation');
  const mine = useAct(workforce, 'printMyEducation');
  const { print, pending } = usePrint();
  if (!mayPrint) return null;
  const send = () =>
    void (staffId ? hers.run({ staffId }) : mine.run({})).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <>
      <PrintButton
        label={m.workforce_report_print()}
        onPrint={send}
        pending={pending || hers.pending || mine.pending}
      />
      <Problem problem={hers.problem ?? mine.problem} />
    </>
  );
}
