import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Result, screening, type VisitScreening } from '../contract.ts';
import type { Answers } from '../shared/count.ts';
import type { Code } from '../shared/instruments.ts';
import { Asking } from './Asking.tsx';
import { Offer } from './Offer.tsx';
import { DeclinedLine } from './DeclinedLine.tsx';
import { ResultLine } from './ResultLine.tsx';
import { nameWords } from './words.ts';
import './screening.css';

/** The questionnaires of a visit: what is due first, one question after the other, the alarm at once. */
export default function VisitPanel(props: { visitId: string }) {
  const read = useRead(
    screening,
    'visitScreening',
    { visitId: props.visitId },
    { refreshOn: ['screening.'] },
  );
  return (
    <ReadView read={read} rows={4}>
      {(state) => <OfVisit visitId={props.visitId} state={state} />}
    </ReadView>
  );
}

function OfVisit({ visitId, state }: { visitId: string; state: VisitScreening }) {
  const [asking, setAsking] = useState<{ code: Code; opened: boolean }>();
  const [kept, setKept] = useState<Partial<Record<Code, Answers>>>({});
  const record = useAct(screening, 'recordScreening');
  if (state.language === null) return <EmptyState title={m.screening_noWording()} />;
  const begin = (code: Code, opened = false) => {
    record.reset();
    setAsking({ code, opened });
  };
  const whole = async (code: Code, answers: Answers) => {
    const { result, opens } = await record.run({ visitId, code, answers });
    tell(m.screening_saved({ name: nameWords(code), total: result.total, most: result.most }));
    setKept((before) => ({ ...before, [code]: undefined, ...(opens && { [opens]: answers }) }));
    setAsking(opens && { code: opens, opened: true });
  };
  const known = (code: Code) => kept[code] ?? state.offered.find((one) => one.code === code)?.known ?? {};
  if (asking)
    return (
      <Asking
        key={asking.code}
        {...asking}
        language={state.language}
        answers={known(asking.code)}
        pending={record.pending}
        problem={record.problem}
        onAnswer={(answers) => setKept((before) => ({ ...before, [asking.code]: answers }))}
        onWhole={(answers) => void whole(asking.code, answers).catch(() => undefined)}
        onLeave={() => setAsking(undefined)}
      />
    );
  const due = state.offered.filter((one) => one.due);
  const others = state.offered.filter((one) => !one.due);
  return (
    <div className="sc9-panel">
      {state.results.some((one) => one.selfHarm) && (
        <p className="sc9-alarm" role="alert">
          <SignalBadge tone="red">{m.screening_selfHarmNow()}</SignalBadge>
        </p>
      )}
      <Panel title={m.screening_tab()}>
        {due.length === 0 && <p className="sc9-soft">{m.screening_none()}</p>}
        {due.map((one, at) => (
          <Offer key={one.code} offered={one} visitId={visitId} first={at === 0} onAsk={begin} />
        ))}
        <More label={m.screening_others()}>
          {others.map((one) => (
            <Offer key={one.code} offered={one} visitId={visitId} onAsk={begin} />
          ))}
        </More>
      </Panel>
      <Answered state={state} />
    </div>
  );
}

function Answered({ state }: { state: VisitScreening }) {
  const [wrong, setWrong] = useState<Result>();
  const mark = useAct(screening, 'markScreeningError');
  if (state.results.length + state.declined.length === 0) return null;
  return (
    <Panel title={m.screening_summary()}>
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
    </Panel>
  );
}
