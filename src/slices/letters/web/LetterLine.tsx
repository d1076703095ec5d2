import type { ReactNode } from 'react';
import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Letter } from '../contract.ts';
import { letterName, stateTones, stateWords } from './words.ts';

/** One letter, and what can be done with it. */
export function LetterLine({ letter, children }: { letter: Letter; children: ReactNode }) {
  return (
    <li className="lt-line">
      <LetterWords letter={letter} />
      <div className="lt-acts">{children}</div>
    </li>
  );
}

/** What a letter is, how it stands, who wrote and who signed. */
export function LetterWords({ letter }: { letter: Letter }) {
  const { state, number, signature, sentBack, replaces } = letter;
  return (
    <div className="lt-words">
      <p>
        <strong>{letterName(letter.content)}</strong> {number && m.letters_number({ number })}{' '}
        <SignalBadge tone={stateTones[state]}>{stateWords[state]()}</SignalBadge>
      </p>
      <p className="lt-soft">
        {letter.content.recipient} ·{' '}
        {signature ? m.letters_signedBy({ name: signature.name }) : m.letters_by({ name: letter.draftedBy })}{' '}
        <When at={signature?.at ?? letter.draftedAt} as="dateTime" />
      </p>
      {replaces && state !== 'discarded' && (
        <p className="lt-soft">{m.letters_replacing({ number: replaces.number, reason: replaces.reason })}</p>
      )}
      {sentBack && <p>{m.letters_backFor({ by: sentBack.by, reason: sentBack.reason })}</p>}
      {letter.measuredAnew && <SignalBadge tone="amber">{m.letters_anew()}</SignalBadge>}
    </div>
  );
}
