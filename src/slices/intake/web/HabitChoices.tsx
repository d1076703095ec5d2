import { type RefObject, useState } from 'react';
import { Button } from '#platform/web/ui/Button.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import type { TopicState } from '../contract.ts';
import { type Habit, habitChoices } from '../shared/topics.ts';
import { nextIn } from './next-question.ts';
import type { TopicFacts } from './use-facts.ts';
import { choiceWords, detailWords, topicWords } from './words.ts';

/** A habit is one of a few: each is a button, and how much goes beside it. */
export function HabitChoices(props: {
  topic: Habit;
  state: TopicState;
  facts: TopicFacts;
  /** The first of them is the next act where nothing is known yet. */
  next?: RefObject<HTMLButtonElement | null>;
  onChosen: () => void;
}) {
  const { topic, facts, next } = props;
  const [chosen] = facts.said?.added ?? [];
  const [known] = props.state.facts;
  const [detail, setDetail] = useState(known?.detail ?? '');
  const now = chosen?.choice ?? known?.choice;
  return (
    <>
      <div className="ik-choices" role="group" aria-label={topicWords[topic]()}>
        {habitChoices[topic].map((choice, place) => (
          <Button
            key={choice}
            small
            tone={chosen?.choice === choice ? 'primary' : 'quiet'}
            onClick={() => {
              facts.choose({ label: '', choice, ...(detail && choice !== 'never' && { detail }) });
              props.onChosen();
            }}
            {...(place === 0 && next && { ref: nextIn(next) })}
          >
            {choiceWords(topic, choice)}
          </Button>
        ))}
      </div>
      {now && now !== 'never' && (
        <FieldText
          label={detailWords[topic]()}
          value={chosen?.detail ?? detail}
          onChange={(text) => {
            setDetail(text);
            facts.choose({ label: '', choice: now, ...(text && { detail: text }) });
          }}
          maxLength={255}
        />
      )}
    </>
  );
}
