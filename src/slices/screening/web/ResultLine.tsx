import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { ReactNode } from 'react';
import type { Result } from '../contract.ts';
import { nameWords, resultWords } from './words.ts';
import './screening.css';

/**
 * One answered questionnaire: its total, and the word of alarm while a clinician is to hear of an answer; afterwards which
 * answer that was.
 */
export function ResultLine(props: { result: Result; children?: ReactNode; dated?: boolean }) {
  const { result } = props;
  const { waits } = result;
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
