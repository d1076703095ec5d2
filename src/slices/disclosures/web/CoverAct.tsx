import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { disclosures } from '../contract.ts';

/** The sheet on top of the copies, once they are pulled. */
export function CoverAct({ data }: { data: OutputOf<typeof disclosures, 'readRequest'> }) {
  const may = useMay('disclosures.receive');
  const make = useAct(disclosures, 'printCover');
  const paper = usePrint();
  const { requestId, outcome } = data.request;
  if (!may || outcome === 'denied' || !data.steps.some((one) => one.state === 'pulled')) return null;
  const print = () =>
    void make.run({ requestId }).then(
      ({ paperId }) => void paper.print(paperId),
      () => undefined,
    );
  return (
    <>
      <Problem problem={make.problem} />
      <PrintButton
        label={m.disclosures_act_cover()}
        onPrint={print}
        pending={make.pending || paper.pending}
      />
    </>
  );
}
