import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { vitals } from '../contract.ts';

/** Prints the strip of a visit. */
export function PrintStrip({ visitId }: { visitId: string }) {
  const may = useMay('vitals.record');
  const act = useAct(vitals, 'printStrip');
  const { print, pending } = usePrint();
  const run = async () => print((await act.run({ visitId })).paperId);
  if (!may) return null;
  return (
    <>
      <Button pending={act.pending || pending} onClick={() => void run().catch(() => undefined)}>
        {m.vitals_strip_print()}
      </Button>
      <Problem problem={act.problem} />
    </>
  );
}

/** Prints all blood pressures of a patient. */
export function PrintPressureLog({ patientId }: { patientId: string }) {
  const may = useMay('vitals.record');
  const act = useAct(vitals, 'printPressureLog');
  const { print, pending } = usePrint();
  const make = async () => (await act.run({ patientId })).paperId;
  const run = async () => print(await make());
  if (!may) return null;
  return (
    <>
      <Button pending={act.pending || pending} onClick={() => void run().catch(() => undefined)}>
        {m.vitals_log_print()}
      </Button>
      <Slot name="paper.send" inline props={{ patientId, make, paper: m.vitals_log_print(), small: true }} />
      <Problem problem={act.problem} />
    </>
  );
}
