import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { screening } from '../contract.ts';
import { ResultLine } from './ResultLine.tsx';
import { nameWords, reasonWords } from './words.ts';

/** What was answered in this visit, beside the note; nothing where nothing was asked. */
export default function VisitSummary(props: { visitId: string }) {
  const read = useRead(
    screening,
    'visitScreening',
    { visitId: props.visitId },
    { refreshOn: ['screening.'] },
  );
  return (
    <ReadView read={read} rows={1}>
      {({ results, declined }) =>
        results.length + declined.length > 0 && (
          <Panel title={m.screening_summary()}>
            <ul className="sc9-lines">
              {results.map((one) => (
                <ResultLine key={one.responseId} result={one} />
              ))}
              {declined.map((one) => (
                <li key={one.code} className="sc9-line">
                  <span className="sc9-name">{nameWords(one.code)}</span>
                  <span className="sc9-soft">
                    {m.screening_declined({ reason: reasonWords(one.reason), by: one.by })}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        )
      }
    </ReadView>
  );
}
