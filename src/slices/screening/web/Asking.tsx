import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import type { Answers } from '../shared/count.ts';
import { type Code, instrumentIn } from '../shared/instruments.ts';
import { nameWords } from './words.ts';
import './screening.css';

/** One question after the other, to be read aloud: a digit answers and goes on. */
export function Asking(props: {
  code: Code;
  language: string;
  answers: Answers;
  opened: boolean;
  pending: boolean;
  problem: unknown;
  onAnswer: (answers: Answers) => void;
  onWhole: (answers: Answers) => void;
  onLeave: () => void;
}) {
  const instrument = instrumentIn(props.language, props.code);
  const questions = instrument?.questions ?? [];
  const firstOpen = questions.findIndex(({ link }) => props.answers[link] === undefined);
  const [at, setAt] = useState(firstOpen < 0 ? questions.length - 1 : firstOpen);
  const text = useRef<HTMLParagraphElement>(null);
  const question = questions[at];
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question is read out anew
  useEffect(() => text.current?.focus(), [at]);
  const answer = (code: string) => {
    if (!question || props.pending) return;
    const answers = { ...props.answers, [question.link]: code };
    props.onAnswer(answers);
    if (at < questions.length - 1) setAt(at + 1);
    else props.onWhole(answers);
  };
  const back = () => setAt((now) => Math.max(0, now - 1));
  useKeys({
    ...Object.fromEntries(
      (question?.options ?? []).map((one, place) => [
        String(place + 1),
        { label: one.text, run: () => answer(one.code) },
      ]),
    ),
    backspace: { label: m.screening_back(), run: back },
    escape: { label: m.web_cancel(), run: props.onLeave },
  });
  if (!instrument || !question) return null;
  return (
    <Panel
      title={nameWords(props.code)}
      actions={
        <Button tone="plain" onClick={props.onLeave}>
          {m.web_cancel()}
        </Button>
      }
    >
      <Problem problem={props.problem} />
      {props.opened && <p>{m.screening_opened()}</p>}
      <div className="sc9-asking" role="group" aria-label={nameWords(props.code)} lang={props.language}>
        <p className="sc9-soft" lang={document.documentElement.lang}>
          {m.screening_answerOf({ at: at + 1, of: questions.length })} · {m.screening_lead()}
        </p>
        {instrument.lead && <p>{instrument.lead}</p>}
        <p className="sc9-question" ref={text} tabIndex={-1}>
          {question.text}
        </p>
        <div className="sc9-options">
          {question.options.map((one, place) => (
            <Button
              key={one.code}
              keys={String(place + 1)}
              tone={props.answers[question.link] === one.code ? 'primary' : 'quiet'}
              pending={props.pending}
              onClick={() => answer(one.code)}
            >
              {one.text}
            </Button>
          ))}
        </div>
      </div>
      <div className="sc9-foot">
        {at > 0 && (
          <Button tone="plain" keys="⌫" onClick={back}>
            {m.screening_back()}
          </Button>
        )}
        <span className="sc9-soft">{m.screening_progress()}</span>
      </div>
    </Panel>
  );
}
