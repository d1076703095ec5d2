import { m } from '#messages';
import type { TopicState } from '../contract.ts';
import { FactWords } from './FactLine.tsx';
import { LastWord } from './LastWord.tsx';
import { topicWords } from './words.ts';

/** What is known of one topic, for who only reads it. */
export function TopicLine({ state }: { state: TopicState }) {
  return (
    <section className="ik-topic" aria-label={topicWords[state.topic]()}>
      <div className="ik-head">
        <h3>{topicWords[state.topic]()}</h3>
        <LastWord state={state} />
      </div>
      <ul className="ik-facts">
        {state.facts.map((fact) => (
          <li key={fact.ref} className="ik-fact">
            <FactWords topic={state.topic} fact={fact} />
          </li>
        ))}
        {state.facts.length === 0 && <li className="ik-soft">{m.intake_nothingListed()}</li>}
      </ul>
    </section>
  );
}
