import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { usePaper } from './use-paper.ts';

/** Above the chart's papers: prints the face sheet. */
export default function FaceSheetAct({ patientId }: { patientId: string }) {
  const paper = usePaper();
  return (
    <Button
      small
      tone="plain"
      pending={paper.isPending({ patientId })}
      onClick={() => void paper.print('printFaceSheet', { patientId })}
    >
      {m.letters_printFaceSheet()}
    </Button>
  );
}
