import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { intake, type IntakeState } from '../contract.ts';
import { topics } from '../shared/topics.ts';
import { answerWords, factAnswerWords, lineName, topicWords } from './words.ts';

/** What students wrote down, for whoever answers for it. */
export function Waiting({ state }: { state: IntakeState }) {
  return state.waiting.map((one) => <One key={one.commitId} one={one} state={state} />);
}

function One({ one, state }: { one: IntakeState['waiting'][number]; state: IntakeState }) {
  const may = useMay('intake.coSign');
  const act = useAct(intake, 'coSignIntake');
  const sign = async () => {
    await act.run({ commitId: one.commitId });
    tell(m.intake_coSigned());
  };
  const nameOf = (ref: string) => {
    for (const { topic, facts } of state.topics) {
      const fact = facts.find((each) => each.ref === ref);
      if (fact) return lineName(topic, fact);
    }
    return '?';
  };
  return (
    <Panel title={m.intake_waiting({ by: one.by })} tone="blue">
      <ul className="ik-facts">
        {topics.map((topic) => {
          const said = one.facts[topic];
          if (!said) return null;
          return (
            <li key={topic} className="ik-fact">
              <span className="ik-fact-words">
                <strong>{topicWords[topic]()}</strong>
                {said.items.length + said.added.length === 0 && <span>{answerWords(said.answer)}</span>}
                {said.items.map(({ ref, answer, detail }) => (
                  <span key={ref}>
                    {[nameOf(ref), factAnswerWords(answer), detail].filter(Boolean).join(', ')}
                  </span>
                ))}
                {said.added.map((added) => (
                  <span key={`${added.label}${added.choice}`}>
                    {[lineName(topic, added), added.detail, m.intake_fact_added()].filter(Boolean).join(', ')}
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
      {may && (
        <Button tone="primary" pending={act.pending} onClick={() => void sign().catch(() => undefined)}>
          {m.intake_coSign()}
        </Button>
      )}
      <Problem problem={act.problem} />
    </Panel>
  );
}
