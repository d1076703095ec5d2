import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Answers, countOf } from '../shared/count.ts';
import { instrumentOf } from '../shared/instruments.ts';
import { Asking } from './Asking.tsx';
import type { Line } from './asked.ts';
import { NotAsked } from './NotAsked.tsx';
import type { RoomPartProps } from './room-part-props.ts';
import { askedIn } from './use-asked.ts';
import { nameWords, reasonWords, resultWords } from './words.ts';

/** One questionnaire as one row of the pane: its name, how it stands, its act; the question at hand below them. */
export function Questionnaire(
  props: Pick<RoomPartProps, 'form' | 'next' | 'goOn'> & {
    line: Line;
    all: readonly Line[];
    language: string;
    asking: boolean;
    onAsk: () => void;
    onLeave: () => void;
    /** @returns whether another one follows at once */
    onWhole: (answers: Answers) => boolean;
  },
) {
  const { line, all, next, goOn, onAsk } = props;
  const { code, state } = line;
  const { answer, decline, takeBack, wrongIn } = askedIn(props.form);
  const root = useRef<HTMLElement>(null);
  const wrong = wrongIn(code);
  // a refused commit opens the question that has no answer
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (wrong !== undefined) onAsk();
  }, [wrong]);
  const name = nameWords(code);
  const stay = () =>
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('.sc9-acts button')?.focus());
  const said = (answers: Answers, link: string) => {
    answer(code, answers, link);
    const counted = countOf(code, answers);
    // where a clinician must be called the cursor stays with the alarm
    if (counted && !props.onWhole(answers) && !counted.selfHarm) goOn(root.current);
  };
  return (
    <section className="sc9-row" ref={root} data-screening={code} aria-label={name}>
      <div className="sc9-head">
        <h3>{name}</h3>
        <Standing line={line} />
      </div>
      <div className="sc9-body">
        {props.asking ? (
          <Asking
            {...{ code, language: props.language, answers: line.answers, opened: line.opened, next, wrong }}
            onAnswer={said}
            onLeave={() => {
              props.onLeave();
              stay();
            }}
          />
        ) : (
          <>
            <About line={line} />
            {wrong !== undefined && (
              <p className="s-field-error" role="alert">
                {m.screening_field_unanswered()}
              </p>
            )}
          </>
        )}
      </div>
      <div className="sc9-acts">
        {!props.asking && (state === 'open' || state === 'begun') && (
          <Button small ref={line.due ? next : null} onClick={onAsk}>
            {state === 'open' ? m.screening_ask() : m.screening_goOn()}
            <span className="s-hidden">: {name}</span>
          </Button>
        )}
        {!props.asking && state !== 'open' && (
          <Button
            small
            tone="plain"
            onClick={() => {
              takeBack(code, all);
              stay();
            }}
          >
            {m.screening_undo()}
            <span className="s-hidden">: {name}</span>
          </Button>
        )}
        {state !== 'declined' && state !== 'whole' && (
          <NotAsked
            code={code}
            onSay={(reason) => {
              props.onLeave();
              decline(code, reason, all);
              goOn(root.current);
            }}
          />
        )}
      </div>
    </section>
  );
}

/** How it stands, in a word. What a total means is told after it is in the record, to whom it may be. */
function Standing({ line }: { line: Line }) {
  const { code, state, answers } = line;
  if (state === 'declined') return <SignalBadge tone="blue">{m.screening_decline()}</SignalBadge>;
  const counted = state === 'whole' && countOf(code, answers);
  if (counted)
    return <SignalBadge tone="blue">{resultWords({ total: counted.total, most: counted.most })}</SignalBadge>;
  return line.due ? <SignalBadge tone="blue">{m.screening_due()}</SignalBadge> : null;
}

function About({ line }: { line: Line }) {
  const locale = useLocale();
  const of = instrumentOf(line.code).questions.length;
  const said = [
    line.declined && reasonWords(line.declined),
    line.state === 'open' && m.screening_questions({ count: line.left }),
    line.state === 'begun' && m.screening_answered({ count: of - line.left, of }),
    line.state === 'whole' && m.screening_waits(),
    line.lastOn && m.screening_last({ day: formatPlainDate(line.lastOn, locale) }),
  ].filter(Boolean);
  return <p className="sc9-soft">{said.join(' · ')}</p>;
}
