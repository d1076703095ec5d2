import { formatDate, formatDateTime, formatTime } from '#platform/shared/time.ts';
import { useLocale } from '../language.ts';
import { useMe } from '../shell/session.ts';

/** An instant as the clinic's clock shows it, in the reader's language. */
export function When(props: { at: string; as?: 'time' | 'date' | 'dateTime' }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { at, as = 'dateTime' } = props;
  const words =
    as === 'time'
      ? formatTime(at, locale, zone)
      : as === 'date'
        ? formatDate(at, locale, zone, 'short')
        : formatDateTime(at, locale, zone, 'short');
  return (
    <time dateTime={at} className="s-when">
      {words}
    </time>
  );
}
