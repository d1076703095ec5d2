import { m } from '#messages';
import { formatPlainDate, formatTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { FreeTime } from '../contract.ts';
import { partWords, weekdayWords } from './words.ts';
import { weekdayOf } from '#platform/shared/time.ts';

/** Free times as buttons, by day and by part of the day; a press takes the time. */
export function TimeButtons(props: {
  times: readonly FreeTime[];
  onTake: (time: FreeTime) => void;
  /** Says who, where the times are of several people. */
  withNames: boolean;
  /** A wanted instant, marked and given the focus first. */
  wanted?: string | undefined;
  /** The provider of the wanted one, where several have that instant. */
  wantedOf?: string | undefined;
  disabled?: boolean;
}) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const isWanted = (time: FreeTime) =>
    time.startsAt === props.wanted && (!props.wantedOf || time.practitionerId === props.wantedOf);
  const days = Map.groupBy(props.times, (time) => time.day);
  return [...days].map(([day, times]) => (
    <section key={day} className="sc-day" aria-label={formatPlainDate(day, locale)}>
      <h3>
        {weekdayWords(weekdayOf(day), locale)}, {formatPlainDate(day, locale, 'short')}
      </h3>
      {[...Map.groupBy(times, (time) => time.part)].map(([part, inPart]) => (
        <div key={part} className="sc-part">
          <span className="sc-part-name">{partWords(part)}</span>
          <div className="sc-times">
            {inPart.map((time) => (
              <button
                key={`${time.startsAt}${time.practitionerId}`}
                type="button"
                className={`s-button s-button-${isWanted(time) ? 'primary' : 'quiet'} s-figures`}
                disabled={props.disabled}
                onClick={() => props.onTake(time)}
              >
                {formatTime(time.startsAt, locale, zone).replace(/ W(IB|ITA|IT)$/, '')}
                {time.number !== null && <small>{m.scheduling_number({ number: time.number })}</small>}
                {props.withNames && <small>{time.practitionerName}</small>}
              </button>
            ))}
          </div>
        </div>
      ))}
    </section>
  ));
}
