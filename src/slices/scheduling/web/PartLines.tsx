import { formatTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { Booking } from '../contract.ts';

/** The services of a visit of several, each with its stretch; nothing where it is of one. */
export function PartLines({ booking }: { booking: Pick<Booking, 'parts'> }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (booking.parts.length === 0) return null;
  const clock = (at: string) => formatTime(at, locale, zone).replace(/ W(IB|ITA|IT)$/, '');
  return (
    <ol className="sc-parts">
      {booking.parts.map((part) => (
        <li key={part.startsAt}>
          <span className="s-figures">
            {clock(part.startsAt)}–{clock(part.endsAt)}
          </span>{' '}
          {part.visitType}
        </li>
      ))}
    </ol>
  );
}
