import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import type { TalkState } from './talk-types.ts';

interface Props {
  question: TalkState['asked'][number];
  progress: { at: number; of: number };
  pending: boolean;
  onAnswer: (answer: string) => void;
}

/** One question, to be read aloud: in the words of the screen, and below in the other language for who speaks that one. */
export function TalkQuestion(props: Props) {
  const { question, progress } = props;
  const language = useLanguage();
  const asked = useRef<HTMLParagraphElement>(null);
  const other = language === 'id' ? 'en' : 'id';
  useEffect(() => {
    if (question.level) asked.current?.focus();
  }, [question.level]);
  return (
    <div className="fd-question" role="group" aria-label={m.frontDesk_talk_progress(progress)}>
      <p className="fd-soft">{m.frontDesk_talk_progress(progress)}</p>
      <p className="fd-ask" ref={asked} tabIndex={-1}>
        {question[language]}
      </p>
      <p className="fd-soft" lang={other}>
        {question[other]}
      </p>
      {question.level ? <YesNo {...props} /> : <Words {...props} />}
    </div>
  );
}

function YesNo({ pending, onAnswer }: Props) {
  const key = (label: string, answer: string) => ({ label, run: () => !pending && onAnswer(answer) });
  useKeys({
    [m.frontDesk_talk_yesKey().toLowerCase()]: key(m.frontDesk_talk_answerYes(), 'yes'),
    [m.frontDesk_talk_noKey().toLowerCase()]: key(m.frontDesk_talk_answerNo(), 'no'),
    [m.frontDesk_talk_unsureKey().toLowerCase()]: key(m.frontDesk_talk_answerUnsure(), 'unsure'),
  });
  return (
    <div className="fd-acts">
      <Button tone="danger" keys={m.frontDesk_talk_yesKey()} onClick={() => onAnswer('yes')}>
        {m.frontDesk_talk_yes()}
      </Button>
      <Button tone="primary" keys={m.frontDesk_talk_noKey()} onClick={() => onAnswer('no')}>
        {m.frontDesk_talk_no()}
      </Button>
      <Button keys={m.frontDesk_talk_unsureKey()} onClick={() => onAnswer('unsure')}>
        {m.frontDesk_talk_unsure()}
      </Button>
    </div>
  );
}

function Words({ question, pending, onAnswer }: Props) {
  const [said, setSaid] = useState(question.answer ?? '');
  const send = () => {
    if (said.trim() !== '' && !pending) onAnswer(said.trim());
  };
  return (
    <div
      className="fd-line"
      role="group"
      aria-label={m.frontDesk_talk_title()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey) return;
        // the greeting around it would take Enter for its own
        event.preventDefault();
        send();
      }}
    >
      <FieldText label={m.frontDesk_talk_words()} value={said} onChange={setSaid} maxLength={500} autoFocus />
      <Button pending={pending} keys="↵" onClick={send}>
        {m.frontDesk_talk_next()}
      </Button>
    </div>
  );
}
