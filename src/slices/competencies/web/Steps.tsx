import { IconAlertTriangle } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Step } from '../shared/states.ts';

type Results = Record<string, boolean>;

/** The steps in the order in which one works: `1` done, `0` not done, each moves on to the next. */
export function Steps(props: {
  steps: readonly Step[];
  results: Results;
  onAnswer: (results: Results) => void;
  disabled: boolean;
}) {
  const { steps, results, onAnswer, disabled } = props;
  const language = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const focusOn = (place: number) =>
    list.current?.querySelectorAll<HTMLElement>('[role="radiogroup"]')[place]?.focus();
  const answer = (place: number, done: boolean) => {
    const step = steps[place]?.step;
    if (!step || disabled) return;
    onAnswer({ ...results, [step]: done });
    focusOn(place + 1);
  };
  const press = (event: KeyboardEvent, place: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const to = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
    if (event.key === '1' || event.key === '0') answer(place, event.key === '1');
    else if (to !== undefined) focusOn(to);
    else return;
    event.preventDefault();
  };
  return (
    <Panel title={m.competencies_sheet_steps()}>
      <p className="s-hint">
        {m.competencies_sheet_keys()} · {m.competencies_sheet_criticalHint()}
      </p>
      <ol className="cp-steps" ref={list}>
        {steps.map((one, place) => (
          <li key={one.step}>
            <div
              role="radiogroup"
              className="cp-step"
              aria-label={one.critical ? `${one[language]} (${m.competencies_critical()})` : one[language]}
              tabIndex={0}
              onKeyDown={(event) => press(event, place)}
            >
              <span className="cp-step-words">
                {one[language]}{' '}
                {one.critical && (
                  <SignalBadge tone="amber" icon={<IconAlertTriangle size={16} aria-hidden />}>
                    {m.competencies_critical()}
                  </SignalBadge>
                )}
              </span>
              {[true, false].map((done) => (
                <button
                  key={String(done)}
                  type="button"
                  role="radio"
                  aria-checked={results[one.step] === done}
                  className={`cp-answer cp-answer-${done ? 'yes' : 'no'}`}
                  tabIndex={-1}
                  disabled={disabled}
                  onClick={() => answer(place, done)}
                >
                  {done ? `1 ${m.competencies_step_done()}` : `0 ${m.competencies_step_notDone()}`}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
