import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { letters } from '../contract.ts';
import { LetterWords } from './LetterLine.tsx';
import { SendLetter } from './SendLetter.tsx';
import { usePaper } from './use-paper.ts';
import { letterName } from './words.ts';
import './letters.css';

/** One letter in the chart's list of papers: how it stands, the visit that it is of, and the way to the printer. */
export default function ChartLetter({ patientId, documentId }: { patientId: string; documentId: string }) {
  const mayPrint = useMay('letters.print');
  const paper = usePaper();
  // all lines ask the same, and one answer serves them
  const { data } = useRead(letters, 'patientLetters', { patientId }, { refreshOn: ['letters.'] });
  const letter = data?.letters.find(({ letterId }) => letterId === documentId);
  if (!letter) return null;
  const isPrinted = letter.state === 'signed' || letter.state === 'superseded';
  return (
    <div className="lt-in-chart">
      <LetterWords letter={letter} />
      <div className="lt-acts">
        <Go
          to={`/visits/${letter.visitId}?panel=letters.visit`}
          className="s-button s-button-plain s-button-small"
        >
          {m.letters_toVisit()}
        </Go>
        {mayPrint && isPrinted && (
          <Button
            small
            tone="plain"
            pending={paper.isPending({ letterId: letter.letterId })}
            onClick={() => void paper.print('printLetter', { letterId: letter.letterId })}
          >
            {m.letters_print({ letter: letterName(letter.content) })}
          </Button>
        )}
        {mayPrint && letter.state === 'signed' && <SendLetter letter={letter} />}
      </div>
    </div>
  );
}
