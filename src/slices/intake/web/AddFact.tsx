import { useRef, useState } from 'react';
import { m } from '#messages';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import type { Added } from '../contract.ts';
import { type Habit, type Relative, relativeCodes, type Topic } from '../shared/topics.ts';
import { lineKeys } from './ChangeFact.tsx';
import { detailWords, labelWords, relativeWords, sinceWords } from './words.ts';

/** One line for what is new: what, how, since when. Enter takes it, Esc leaves it. */
export function AddFact(props: {
  topic: Exclude<Topic, Habit>;
  onAdd: (added: Added) => void;
  onCancel: () => void;
}) {
  const { topic } = props;
  const [label, setLabel] = useState('');
  const [detail, setDetail] = useState('');
  const [since, setSince] = useState('');
  const [relative, setRelative] = useState<Relative | ''>('');
  const [wrong, setWrong] = useState<'label' | 'relative'>();
  const root = useRef<HTMLDivElement>(null);
  const done = () => {
    const missing = label.trim() === '' ? 'label' : topic === 'family' && !relative ? 'relative' : undefined;
    setWrong(missing);
    if (missing) {
      root.current?.querySelectorAll('input')[missing === 'label' ? 0 : 1]?.focus();
      return;
    }
    props.onAdd({
      label: label.trim(),
      ...(detail.trim() && { detail: detail.trim() }),
      ...(since && { since }),
      ...(relative && { relative }),
    });
  };
  return (
    <div
      className="ik-line"
      ref={root}
      role="group"
      aria-label={m.intake_add()}
      onKeyDown={lineKeys(done, props.onCancel)}
    >
      <FieldText
        label={labelWords[topic]()}
        value={label}
        onChange={setLabel}
        maxLength={255}
        autoFocus
        required
        error={wrong === 'label' ? m.intake_field_labelNeeded() : undefined}
      />
      {topic === 'family' && (
        <FieldSelect
          label={m.intake_label_relative()}
          value={relative}
          onChange={(value) => setRelative(value as Relative | '')}
          options={relativeCodes.map((value) => ({ value, label: relativeWords(value) }))}
          error={wrong === 'relative' ? m.intake_field_relativeNeeded() : undefined}
        />
      )}
      <FieldText label={detailWords[topic]()} value={detail} onChange={setDetail} maxLength={255} />
      {topic !== 'family' && (
        <FieldText
          label={sinceWords(topic)}
          value={since}
          onChange={setSince}
          maxLength={10}
          placeholder="2019-05"
        />
      )}
      <Button small onClick={done} keys="↵">
        {m.intake_add()}
      </Button>
      <Button small tone="plain" onClick={props.onCancel}>
        {m.web_cancel()}
      </Button>
    </div>
  );
}
