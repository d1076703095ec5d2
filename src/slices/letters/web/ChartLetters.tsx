import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { letters } from '../contract.ts';
import { LetterLine } from './LetterLine.tsx';
import { usePaper } from './use-paper.ts';
import { letterName } from './words.ts';
import './letters.css';

/** In the chart: every letter of the patient's with the visit that it is of, and the face sheet. */
export default function ChartLetters({ patientId }: { patientId: string }) {
  const mayPrint = useMay('letters.print');
  const paper = usePaper();
  const read = useRead(letters, 'patientLetters', { patientId }, { refreshOn: ['letters.'] });
  return (
    <Panel
      title={m.letters_title()}
      actions={
        mayPrint && (
          <Button
            pending={paper.isPending({ patientId })}
            onClick={() => void paper.print('printFaceSheet', { patientId })}
          >
            {m.letters_printFaceSheet()}
          </Button>
        )
      }
    >
      <ReadView read={read} rows={2}>
        {({ letters: all }) =>
          all.length === 0 ? (
            <p className="lt-soft">{m.letters_none()}</p>
          ) : (
            <ul className="lt-list">
              {all.map((letter) => (
                <LetterLine key={letter.letterId} letter={letter}>
                  <Go
                    to={`/visits/${letter.visitId}?panel=letters.visit`}
                    className="s-button s-button-plain s-button-small"
                  >
                    {m.letters_toVisit()}
                  </Go>
                  {mayPrint && (letter.state === 'signed' || letter.state === 'superseded') && (
                    <Button
                      small
                      tone="plain"
                      pending={paper.isPending({ letterId: letter.letterId })}
                      onClick={() => void paper.print('printLetter', { letterId: letter.letterId })}
                    >
                      {m.letters_print({ letter: letterName(letter.content) })}
                    </Button>
                  )}
                </LetterLine>
              ))}
            </ul>
          )
        }
      </ReadView>
    </Panel>
  );
}
