import { m } from '#messages';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import type { Consultation } from '../contract.ts';
import { makeVisitPaper, useVisitPaper } from './use-visit-paper.ts';
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
      <Send view={view} one={next} />
      {others.map((one) => (
        <span key={one.paper} className="o-paper">
          <Button
            tone="plain"
            pending={printing.pending === one.paper}
            onClick={() => void printing.print(one.paper)}
          >
            {labelOf(one)}
          </Button>
          <Send view={view} one={one} />
        </span>
      ))}
    </div>
  );
}

/** Otherwise than on paper, once it is signed. A prescription is filled from the signed original alone. */
function Send({ view, one }: { view: Consultation; one: Expected }) {
  if (one.draft || one.paper === 'prescription') return null;
  const { visitId, patientId } = view;
  const make = () => makeVisitPaper(visitId, one.paper);
  return (
    <Slot name="paper.send" inline props={{ patientId, make, paper: paperWords(one.paper), small: true }} />
  );
}

function labelOf({ paper, printed, draft }: Expected): string {
  const name = draft ? m.orders_printDraft({ paper: paperWords(paper) }) : paperWords(paper);
  return printed ? `${m.orders_printAgain()}: ${name}` : name;
}
