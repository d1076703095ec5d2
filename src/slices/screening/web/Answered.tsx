import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Result, screening, type VisitScreening } from '../contract.ts';
import { DeclinedLine } from './DeclinedLine.tsx';
import { ResultLine } from './ResultLine.tsx';
import { nameWords } from './words.ts';

/** What of this visit is in the record; a result that was written down wrongly is marked as an error there. */
export function Answered({ state }: { state: VisitScreening }) {
  const [wrong, setWrong] = useState<Result>();
  const mark = useAct(screening, 'markScreeningError');
  if (state.results.length + state.declined.length === 0) return null;
  return (
    <section className="sc9-row" aria-label={m.screening_summary()}>
      <div className="sc9-head">
        <h3>{m.screening_summary()}</h3>
      </div>
      <ul className="sc9-lines">
        {state.results.map((one) => (
          <ResultLine key={one.responseId} result={one}>
            <Button tone="plain" small onClick={() => setWrong(one)}>
              {m.screening_markError()}
            </Button>
          </ResultLine>
        ))}
        {state.declined.map((one) => (
          <DeclinedLine key={one.code} declined={one} />
        ))}
      </ul>
      <ReasonDialog
        asked={
          wrong && {
            title: `${m.screening_markError()}: ${nameWords(wrong.code)}`,
            label: m.screening_markErrorReason(),
            act: m.screening_markError(),
            danger: true,
          }
        }
        maxLength={500}
        pending={mark.pending}
        problem={mark.problem}
        onSay={async (reason) => {
          await mark.run({ responseId: wrong?.responseId ?? '', reason });
          tell(m.screening_marked());
        }}
        onClose={() => setWrong(undefined)}
      />
    </section>
  );
}
