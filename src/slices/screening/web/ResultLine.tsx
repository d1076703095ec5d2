import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { ReactNode } from 'react';
import type { Result } from '../contract.ts';
import { nameWords, resultWords } from './words.ts';
import './screening.css';

/**
 * One answered questionnaire: its total, and the word of alarm where an answer needs a clinician; once she has heard it, or
 * in a chart read later, which answer that was.
 */
export function ResultLine(props: {
  result: Result;
  children?: ReactNode;
  dated?: boolean;
  /** A clinician has seen to the alarm. */
  heard?: boolean;
}) {
  const { result } = props;
  const waits = !props.dated && !props.heard;
  return (
    <li className="sc9-line">
      <span className="sc9-name">{nameWords(result.code)}</span>
      <strong className="s-figures">{resultWords(result)}</strong>
      {result.selfHarm && (
        <SignalBadge tone={waits ? 'red' : 'amber'}>
          {waits ? m.screening_selfHarm() : m.screening_selfHarmMark()}
        </SignalBadge>
      )}
      <span className="sc9-soft">
        <When at={result.at} as={props.dated ? 'date' : 'time'} /> · {result.by}
      </span>
      {props.children}
    </li>
  );
}
