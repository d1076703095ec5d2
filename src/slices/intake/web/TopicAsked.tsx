import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { TopicState } from '../contract.ts';
import { isHabit, type TopicAnswer } from '../shared/topics.ts';
import { AddFact } from './AddFact.tsx';
import { AddedLine, FactLine } from './FactLine.tsx';
import { HabitChoices } from './HabitChoices.tsx';
import { LastWord } from './LastWord.tsx';
import { OtherAnswer } from './OtherAnswer.tsx';
import { goOn, nextIn } from './next-question.ts';
import type { PaneForm, TopicFacts } from './use-facts.ts';
import { answerWords, askWords, topicWords } from './words.ts';

/** One question: what is known, one key to confirm it, and a line for whatever is different. */
export function TopicAsked(props: {
  state: TopicState;
  form: PaneForm;
  facts: TopicFacts;
  autoFocus: boolean;
}) {
  const { state, facts, form } = props;
  const { topic } = state;
  const { said } = facts;
  const root = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const [adding, setAdding] = useState(false);
  // where the pane opens with the cursor in it, it stands on the first question
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is drawn
  useEffect(() => {
    if (props.autoFocus) next.current?.focus();
  }, []);
  const whole = (answer: TopicAnswer) => {
    facts.answer(answer);
    goOn(root.current);
  };
  const empty = state.facts.length === 0;
  const confirmable = !empty || state.last?.answer === 'none';
  const error = form.errors[`facts.${topic}.answer`] ?? form.errors[`facts.${topic}.added`];
  return (
    <section className="ik-topic" ref={root} data-intake-topic={topic} aria-label={topicWords[topic]()}>
      <div className="ik-head">
        <h3>{topicWords[topic]()}</h3>
        {said && <SignalBadge tone="blue">{answerWords(said.answer)}</SignalBadge>}
      </div>
      <div className="ik-body">
        <p className="ik-ask">
          {askWords[topic]()} <LastWord state={state} />
        </p>
        {!isHabit(topic) && (
          <ul className="ik-facts">
            {state.facts.map((fact) => (
              <FactLine key={fact.ref} topic={topic} fact={fact} form={form} facts={facts} />
            ))}
            {said?.added.map((added, place) => (
              <AddedLine
                // biome-ignore lint/suspicious/noArrayIndexKey: lines are added at the end and have no other name
                key={place}
                topic={topic}
                added={added}
                onRemove={() => facts.remove(place)}
                error={
                  form.errors[`facts.${topic}.added.${place}.label`] ??
                  form.errors[`facts.${topic}.added.${place}.since`]
                }
              />
            ))}
          </ul>
        )}
        {adding && !isHabit(topic) && (
          <AddFact
            topic={topic}
            onAdd={(added) => {
              facts.add(added);
              setAdding(false);
              goOn(root.current);
            }}
            onCancel={() => setAdding(false)}
          />
        )}
        {isHabit(topic) && (
          <HabitChoices
            topic={topic}
            state={state}
            facts={facts}
            {...(!said && !confirmable && { next })}
            onChosen={() => goOn(root.current)}
          />
        )}
        {error && (
          <p className="s-field-error" role="alert">
            {error}
          </p>
        )}
      </div>
      <div className="ik-acts">
        {!said && confirmable && (
          <Next button={next} onClick={() => whole(empty ? 'none' : 'confirmed')}>
            {empty ? m.intake_stillNone() : m.intake_confirm()}
          </Next>
        )}
        {!said && !confirmable && !isHabit(topic) && (
          <Next button={next} onClick={() => whole('none')}>
            {m.intake_none()}
          </Next>
        )}
        {!isHabit(topic) && !adding && (
          <Button small onClick={() => setAdding(true)}>
            {m.intake_add()}
          </Button>
        )}
        {said ? (
          <Button small tone="plain" onClick={facts.takeBack}>
            {m.intake_undo()}
          </Button>
        ) : (
          <OtherAnswer topic={topic} onAnswer={whole} />
        )}
      </div>
    </section>
  );
}

/** The act that Enter does next, found by the focus that goes from question to question. */
function Next(props: {
  button: RefObject<HTMLButtonElement | null>;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button small ref={nextIn(props.button)} onClick={props.onClick}>
      {props.children}
    </Button>
  );
}
