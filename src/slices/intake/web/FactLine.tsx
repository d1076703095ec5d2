import { useState } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Added, Changed, Fact } from '../contract.ts';
import type { FactAnswer, Topic } from '../shared/topics.ts';
import { ChangeFact } from './ChangeFact.tsx';
import { goOn } from './next-question.ts';
import type { PaneForm, TopicFacts } from './use-facts.ts';
import { factAnswerWords, lineName } from './words.ts';

/** One fact with what can be said of it: another way, no longer, not known. */
export function FactLine(props: { topic: Topic; fact: Fact; form: PaneForm; facts: TopicFacts }) {
  const { topic, fact, facts, form } = props;
  const [changing, setChanging] = useState(false);
  const said = facts.said?.items.find(({ ref }) => ref === fact.ref);
  const whole = facts.said && facts.said.answer !== 'changed' && facts.said.answer !== 'none';
  const say = (answer: FactAnswer) => facts.say({ ref: fact.ref, answer });
  const place = facts.said?.items.findIndex(({ ref }) => ref === fact.ref);
  const error =
    form.errors[`facts.${topic}.items.${place}.since`] ?? form.errors[`facts.${topic}.items.${place}.ref`];
  return (
    <li className={said ? 'ik-fact ik-fact-said' : 'ik-fact'}>
      <FactWords topic={topic} fact={fact} said={said} />
      {said && (
        <>
          <SignalBadge tone="blue">{factAnswerWords(said.answer)}</SignalBadge>
          {fact.clinicians && topic !== 'medicines' && (
            <span className="ik-soft">{m.intake_waitsForDoctor()}</span>
          )}
          <Button small tone="plain" onClick={() => facts.unsay(fact.ref)}>
            {m.intake_undo()}
          </Button>
        </>
      )}
      {!said && !whole && !changing && (
        <span className="ik-fact-acts">
          <Button small tone="plain" onClick={() => setChanging(true)}>
            {m.intake_change()}
          </Button>
          <Button small tone="plain" onClick={() => say('stopped')}>
            {topic === 'surgeries' || topic === 'family' || topic === 'immunisations'
              ? m.intake_stopSurgery()
              : m.intake_stop()}
          </Button>
          <Button small tone="plain" onClick={() => say('unknown')}>
            {m.intake_doubt()}
          </Button>
        </span>
      )}
      {changing && (
        <ChangeFact
          topic={topic}
          fact={fact}
          onChange={(changed, from) => {
            facts.say(changed);
            setChanging(false);
            goOn(from);
          }}
          onCancel={() => setChanging(false)}
        />
      )}
      {error && (
        <span className="s-field-error" role="alert">
          {error}
        </span>
      )}
    </li>
  );
}

/** A fact in words, with what was just said of it in the place of what stood there. */
export function FactWords({ topic, fact, said }: { topic: Topic; fact: Fact; said?: Changed | undefined }) {
  const detail = said?.detail ?? fact.detail;
  const since = said?.since ?? fact.since;
  return (
    <span className="ik-fact-words">
      <strong>{lineName(topic, fact)}</strong>
      {detail && <span>{detail}</span>}
      {since && <span className="ik-soft">{m.intake_since({ day: since })}</span>}
      {fact.clinicians && <span className="ik-soft">{m.intake_clinicians()}</span>}
      {fact.doubtful && <SignalBadge tone="amber">{m.intake_doubtful()}</SignalBadge>}
      {fact.unsigned && <span className="ik-soft">{m.intake_unsigned()}</span>}
    </span>
  );
}

/** A fact that was just told. */
export function AddedLine(props: {
  topic: Topic;
  added: Added;
  onRemove: () => void;
  error?: string | undefined;
}) {
  const { topic, added } = props;
  return (
    <li className="ik-fact ik-fact-said">
      <span className="ik-fact-words">
        <strong>{lineName(topic, added)}</strong>
        {added.detail && <span>{added.detail}</span>}
        {added.since && <span className="ik-soft">{m.intake_since({ day: added.since })}</span>}
      </span>
      <SignalBadge tone="blue">{m.intake_fact_added()}</SignalBadge>
      <Button small tone="plain" onClick={props.onRemove}>
        {m.intake_undo()}
      </Button>
      {props.error && (
        <span className="s-field-error" role="alert">
          {props.error}
        </span>
      )}
    </li>
  );
}
