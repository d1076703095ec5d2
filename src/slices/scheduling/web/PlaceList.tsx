import { m } from '#messages';
import { formatDateTime, formatPlainDate, formatTime, weekdayOf } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { FreeTime, Place } from '../contract.ts';
import { weekdayWords } from './words.ts';

/** The visits of a series one under the other: which can be had, why the others cannot, and what would do instead. */
export function PlaceList(props: {
  places: readonly Place[];
  /** Absent where single places are not chosen (a series that is moved). */
  onTake?: (place: Place, time: FreeTime) => void;
  onLeaveOut?: (place: Place) => void;
  /** Days that were given another time. */
  chosen?: readonly string[];
  onAsRule?: (place: Place) => void;
}) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const clock = (at: string) => formatTime(at, locale, zone).replace(/ W(IB|ITA|IT)$/, '');
  return (
    <ol className="sc-places" aria-label={m.scheduling_series_places()}>
      {props.places.map((place) => (
        <li key={place.day} className={place.verdict === 'free' ? 'sc-place' : 'sc-place sc-place-not'}>
          <span className="sc-place-day s-figures">
            {weekdayWords(weekdayOf(place.day), locale, 'short')},{' '}
            {formatPlainDate(place.day, locale, 'short')}
          </span>
          <span className="s-figures">
            {place.startsAt && shown(place, place.startsAt, { locale, zone, clock })}
          </span>
          <SignalBadge tone={place.verdict === 'free' ? 'green' : 'amber'}>
            {place.words || m.scheduling_verdict_free()}
          </SignalBadge>
          <span className="sc-place-acts">
            {props.onTake &&
              place.alternatives.map((time) => (
                <Button key={time.startsAt} small onClick={() => props.onTake?.(place, time)}>
                  {time.day === place.day
                    ? clock(time.startsAt)
                    : formatDateTime(time.startsAt, locale, zone, 'short')}
                </Button>
              ))}
            {props.onAsRule && props.chosen?.includes(place.day) && (
              <Button small onClick={() => props.onAsRule?.(place)}>
                {m.scheduling_series_asRule()}
              </Button>
            )}
            {props.onLeaveOut && (
              <Button small tone="plain" onClick={() => props.onLeaveOut?.(place)}>
                {m.scheduling_series_leaveOut()}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The clock time, and the date where it is not the place's own. */
function shown(
  place: Place,
  startsAt: string,
  at: { locale: ReturnType<typeof useLocale>; zone: string; clock: (at: string) => string },
): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: at.zone }).format(Date.parse(startsAt));
  return day === place.day ? at.clock(startsAt) : formatDateTime(startsAt, at.locale, at.zone, 'short');
}
