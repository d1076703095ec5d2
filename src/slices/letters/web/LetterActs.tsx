import { m } from '#messages';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import type { Letter } from '../contract.ts';
import type { ReasonVerb } from './reasons.ts';
import { SendLetter } from './SendLetter.tsx';
import type { PaperDesk } from './use-paper.ts';
import { letterName } from './words.ts';

/** What this person can do with a letter as it stands; the next act first. */
export function LetterActs(props: {
  letter: Letter;
  /** There is a new version of it already, signed or not. */
  isReplaced: boolean;
  paper: PaperDesk;
  onRead: () => void;
  onChange: () => void;
  onAsk: (verb: ReasonVerb) => void;
}) {
  const { letter, isReplaced, paper, onRead, onChange, onAsk } = props;
  const may = {
    ...{ draft: useMay('letters.draft'), sign: useMay('letters.sign'), print: useMay('letters.print') },
  };
  const { state, letterId } = letter;
  const isOpen = state === 'draft' || state === 'sentBack';
  const signsNext = may.sign && state === 'draft' && !letter.measuredAnew;
  return (
    <>
      {signsNext && (
        <Button small tone="primary" onClick={onRead}>
          {m.letters_read()}
        </Button>
      )}
      {isOpen && may.draft && (
        <Button small tone={signsNext || state === 'draft' ? 'plain' : 'primary'} onClick={onChange}>
          {m.letters_change()}
        </Button>
      )}
      {state === 'signed' && may.draft && !isReplaced && (
        <Button small tone="plain" onClick={() => onAsk('correctLetter')}>
          {m.letters_correct()}
        </Button>
      )}
      {isOpen && may.draft && (
        <Button small tone="plain" onClick={() => onAsk('discardDraft')}>
          {m.letters_discard()}
        </Button>
      )}
      {may.print && state !== 'discarded' && (
        <Button
          small
          tone={state === 'signed' ? 'quiet' : 'plain'}
          pending={paper.isPending({ letterId })}
          onClick={() => void paper.print('printLetter', { letterId })}
        >
          {isOpen ? m.letters_printDraft() : m.letters_print({ letter: letterName(letter.content) })}
        </Button>
      )}
      {may.print && state === 'signed' && <SendLetter letter={letter} />}
    </>
  );
}
