import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { screening } from '../contract.ts';
import { DeclinedLine } from './DeclinedLine.tsx';
import { ResultLine } from './ResultLine.tsx';

/** What was answered in this visit, beside the note; nothing where nothing was asked. */
export default function VisitSummary(props: { visitId: string }) {
  const read = useRead(
    screening,
    'visitScreening',
    { visitId: props.visitId },
    { refreshOn: ['screening.', 'frontDesk.alert'] },
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
                <DeclinedLine key={one.code} declined={one} />
              ))}
            </ul>
          </Panel>
        )
      }
    </ReadView>
  );
}
