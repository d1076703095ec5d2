import { m } from '#messages';
import { formatDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { TopicState } from '../contract.ts';
import { answerWords } from './words.ts';

/** Who said last what of it, and when; or that nobody ever asked. */
export function LastWord({ state }: { state: TopicState }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { last } = state;
  if (!last) return <span className="ik-last">{m.intake_notKnownYet()}</span>;
  const day = formatDate(last.at, locale, zone, 'short');
  return (
    <span className="ik-last">{m.intake_last({ answer: answerWords(last.answer), by: last.by, day })}</span>
  );
}
