import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import { More } from '#platform/web/ui/More.tsx';
import type { TalkState } from './talk-types.ts';

/** What was answered, folded away; each answer can be asked again. */
export function TalkAnswers(props: { talk: TalkState; onChange?: (code: string) => void }) {
  const language = useLanguage();
  const answered = props.talk.asked.filter((one) => one.answer !== undefined);
  if (answered.length === 0) return null;
  return (
    <More label={`${m.frontDesk_talk_answered()}: ${answered.length}`}>
      <ol className="fd-answers">
        {answered.map((one) => (
          <li key={one.code}>
            <span>{one[language]}</span>{' '}
            <strong>{answerWords(one.answer ?? '', one.level !== undefined)}</strong>
            {props.onChange && (
              <button
                type="button"
                className="s-link"
                aria-label={`${m.frontDesk_talk_change()}: ${one[language]}`}
                onClick={() => props.onChange?.(one.code)}
              >
                {m.frontDesk_talk_change()}
              </button>
            )}
          </li>
        ))}
      </ol>
    </More>
  );
}

function answerWords(answer: string, yesNo: boolean): string {
  if (!yesNo) return answer;
  if (answer === 'yes') return m.frontDesk_talk_yes();
  return answer === 'no' ? m.frontDesk_talk_no() : m.frontDesk_talk_unsure();
}
