import { type KeyboardEvent, useRef, useState } from 'react';
import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import type { Changed, Fact } from '../contract.ts';
import type { Topic } from '../shared/topics.ts';
import { detailWords, sinceWords } from './words.ts';

/** What is different of one fact: its detail with the cursor in it, and since when. Enter is done, Esc leaves it. */
export function ChangeFact(props: {
  topic: Topic;
  fact: Fact;
  onChange: (changed: Changed, from: Element | null) => void;
  onCancel: () => void;
}) {
  const { topic, fact } = props;
  const root = useRef<HTMLDivElement>(null);
  const [detail, setDetail] = useState(fact.detail ?? '');
  const [since, setSince] = useState('');
  const done = () => {
    const changed: Changed = { ref: fact.ref, answer: 'changed', detail, ...(since && { since }) };
    if (detail === (fact.detail ?? '') && since === '') props.onCancel();
    else props.onChange(changed, root.current);
  };
  return (
    <div
      className="ik-line"
      ref={root}
      role="group"
      aria-label={fact.label}
      onKeyDown={lineKeys(done, props.onCancel)}
    >
      <FieldText label={detailWords[topic]()} value={detail} onChange={setDetail} maxLength={255} autoFocus />
      {topic !== 'allergies' && (
        <FieldText
          label={sinceWords(topic)}
          value={since}
          onChange={setSince}
          maxLength={10}
          placeholder={fact.since ?? m.intake_since_hint()}
        />
      )}
      <Button small onClick={done} keys="↵">
        {m.intake_change()}
      </Button>
    </div>
  );
}

/** Enter takes the line and Esc leaves it, without saving or leaving the form around. */
export const lineKeys = (done: () => void, cancel: () => void) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // a button's own Enter is its press; a list that stands open has its Enter for itself
  const inField =
    event.target instanceof HTMLInputElement && event.target.getAttribute('aria-expanded') !== 'true';
  if (event.key === 'Enter' && inField) done();
  else if (event.key === 'Escape') cancel();
  else return;
  event.preventDefault();
  event.stopPropagation();
};
