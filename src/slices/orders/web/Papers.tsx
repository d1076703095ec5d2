import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import type { Consultation } from '../contract.ts';
import { useVisitPaper } from './use-visit-paper.ts';
import { paperWords } from './words.ts';

type Expected = Consultation['papers'][number];

/** The papers that the visit gives: `P` prints the next one, each of the others is one touch. */
export function Papers({ view }: { view: Consultation }) {
  const printing = useVisitPaper(view.visitId);
  const [next, ...others] = view.papers;
  if (!next) return null;
  return (
    <div className="o-papers">
      <PrintButton
        label={labelOf(next)}
        onPrint={() => void printing.print(next.paper)}
        pending={printing.pending === next.paper}
      />
      {others.map((one) => (
        <Button
          key={one.paper}
          tone="plain"
          pending={printing.pending === one.paper}
          onClick={() => void printing.print(one.paper)}
        >
          {labelOf(one)}
        </Button>
      ))}
    </div>
  );
}

function labelOf({ paper, printed, draft }: Expected): string {
  const name = draft ? m.orders_printDraft({ paper: paperWords(paper) }) : paperWords(paper);
  return printed ? `${m.orders_printAgain()}: ${name}` : name;
}
