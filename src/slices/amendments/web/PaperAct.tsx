import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { amendments, type RequestView } from '../contract.ts';

const papers = {
  undecided: { verb: 'printAcknowledgement', label: m.amendments_act_acknowledgement },
  accepted: { verb: 'printAcceptance', label: m.amendments_act_acceptance },
  denied: { verb: 'printDenial', label: m.amendments_act_denial },
} as const;

/** The paper that the patient gets next: that it arrived, or how it was answered. */
export function PaperAct({ request }: { request: RequestView }) {
  const may = useMay('amendments.receive');
  const { verb, label } = papers[request.outcome ?? 'undecided'];
  const make = useAct(amendments, verb);
  const paper = usePrint();
  if (!may) return null;
  const print = () =>
    void make.run({ requestId: request.requestId }).then(
      ({ paperId }) => void paper.print(paperId),
      () => undefined,
    );
  return (
    <>
      <Problem problem={make.problem} />
      <PrintButton label={label()} onPrint={print} pending={make.pending || paper.pending} />
    </>
  );
}
