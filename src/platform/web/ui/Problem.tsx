import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { ProblemError } from '../client/call.ts';
import { mayTryAgain, problemWords } from '../client/problem-words.ts';
import { Slot } from '../slots/Slot.tsx';
import { Button } from './Button.tsx';

/** A problem in words, at the place where it matters. Takes the focus when it appears, so that it is heard and seen. */
export function Problem(props: {
  problem: unknown;
  onRetry?: () => void;
  /** Where the next entry is the answer (a PIN, a password) the focus stays there; the words are read out anyway. */
  keepFocus?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { problem, keepFocus } = props;
  useEffect(() => {
    if (problem && !keepFocus) box.current?.focus();
  }, [problem, keepFocus]);
  if (!problem) return null;
  const joined =
    problem instanceof ProblemError && problem.code === 'platform.chartJoined' && problem.details;
  return (
    <div className="s-problem" role="alert" tabIndex={-1} ref={box}>
      <IconAlertTriangle size={20} aria-hidden />
      <p>{problemWords(problem)}</p>
      {joined && <Slot name="problem.chartJoined" inline props={{ patientId: joined.patientId }} />}
      {props.onRetry && mayTryAgain(problem) && <Button onClick={props.onRetry}>{m.web_tryAgain()}</Button>}
    </div>
  );
}
