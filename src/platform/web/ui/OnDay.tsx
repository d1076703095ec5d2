import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '../language.ts';
import { When } from './When.tsx';

/** The day of an instant on the clinic's clock, or as much of a date as is known: a day, a month, a year. */
export function OnDay({ at }: { at: string }) {
  const locale = useLocale();
  if (at.includes('T')) return <When at={at} as="date" />;
  return (
    <time dateTime={at} className="s-when">
      {at.length === 10 ? formatPlainDate(at, locale, 'short') : at}
    </time>
  );
}
