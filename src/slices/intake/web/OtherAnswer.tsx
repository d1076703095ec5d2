import { Menu } from '@mantine/core';
import { m } from '#messages';
import type { Topic, TopicAnswer } from '../shared/topics.ts';
import { answerWords, topicWords } from './words.ts';

const others = ['unknown', 'refused', 'notAsked'] as const;

/** What is seldom said: that she does not know, does not want to say, or was not asked. */
export function OtherAnswer(props: { topic: Topic; onAnswer: (answer: TopicAnswer) => void }) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="s-button s-button-plain s-button-small">
          {m.intake_others()}
          <span className="s-hidden">: {topicWords[props.topic]()}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((answer) => (
          <Menu.Item key={answer} onClick={() => props.onAnswer(answer)}>
            {answerWords(answer)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
