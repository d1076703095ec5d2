import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import type { Answers } from '../shared/count.ts';
import { type Code, instrumentIn } from '../shared/instruments.ts';
import { nameWords } from './words.ts';

/** One question after the other, to be read aloud: a digit answers and goes on. */
export function Asking(props: {
  code: Code;
  language: string;
  answers: Answers;
  opened: boolean;
  /** The question for want of which a commit was refused. */
  wrong: string | undefined;
  next: (element: HTMLElement | null) => void;
  onAnswer: (answers: Answers, link: string) => void;
  onLeave: () => void;
}) {
  const instrument = instrumentIn(props.language, props.code);
  const questions = instrument?.questions ?? [];
  const firstOpen = questions.findIndex(({ link }) => props.answers[link] === undefined);
  const [at, setAt] = useState(firstOpen < 0 ? questions.length - 1 : firstOpen);
  const root = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLParagraphElement>(null);
  const question = questions[at];
  const wrong = questions.findIndex(({ link }) => link === props.wrong);
  useEffect(() => {
    if (wrong >= 0) setAt(wrong);
  }, [wrong]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question is read out anew
  useEffect(() => text.current?.focus(), [at, wrong]);
  const answer = (code: string) => {
    if (!question) return;
    if (at < questions.length - 1) setAt(at + 1);
    props.onAnswer({ ...props.answers, [question.link]: code }, question.link);
  };
  const back = () => setAt((now) => Math.max(0, now - 1));
  /** Whoever has gone on to another question of the pane does not answer this one. */
  const here = (act: () => void) => (event: KeyboardEvent) => {
    const { target } = event;
    if (target === document.body || (target instanceof Node && root.current?.contains(target))) act();
  };
  useKeys({
    ...Object.fromEntries(
      (question?.options ?? []).map((one, place) => [
        String(place + 1),
        { label: one.text, run: here(() => answer(one.code)) },
      ]),
    ),
    backspace: { label: m.screening_back(), run: here(back) },
    escape: { label: m.web_cancel(), run: props.onLeave },
  });
  if (!instrument || !question) return null;
  return (
    <div className="sc9-asking" role="group" aria-label={nameWords(props.code)} ref={root}>
      {props.opened && <p>{m.screening_opened()}</p>}
      <p className="sc9-soft">
        {m.screening_answerOf({ at: at + 1, of: questions.length })} · {m.screening_lead()}
      </p>
      {instrument.lead && <p lang={props.language}>{instrument.lead}</p>}
      <p
        className="sc9-question"
        lang={props.language}
        tabIndex={-1}
        ref={(element) => {
          text.current = element;
          props.next(element);
        }}
      >
        {question.text}
      </p>
      {wrong === at && (
        <p className="s-field-error" role="alert">
          {m.screening_field_unanswered()}
        </p>
      )}
      <div className="sc9-options" lang={props.language}>
        {question.options.map((one, place) => (
          <Button
            key={one.code}
            keys={String(place + 1)}
            tone={props.answers[question.link] === one.code ? 'primary' : 'quiet'}
            onClick={() => answer(one.code)}
          >
            {one.text}
          </Button>
        ))}
      </div>
      <div className="sc9-foot">
        {at > 0 && (
          <Button small tone="plain" keys="⌫" onClick={back}>
            {m.screening_back()}
          </Button>
        )}
        <Button small tone="plain" keys="Esc" onClick={props.onLeave}>
          {m.screening_leave()}
        </Button>
        <span className="sc9-soft">{m.screening_progress()}</span>
      </div>
    </div>
  );
}
