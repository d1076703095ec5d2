import { useEffect, useState } from 'react';
import { m } from '#messages';
import { addDays, formatPlainDate, formatTime, weekdayOf } from '#platform/shared/time.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type PublicTime, selfBooking } from '../contract.ts';
import type { OfferedVisit, OpenPage } from './page-types.ts';
import { Step } from './Step.tsx';

const week = 7;

/** Free times, a week at a time, with one provider or any. */
export function ChooseTime(props: {
  at: string;
  page: OpenPage;
  visit: OfferedVisit;
  onChosen: (time: PublicTime) => void;
  onBack: () => void;
}) {
  const { at, page, visit } = props;
  const { firstDay, lastDay } = page;
  const locale = useLocale();
  const [fromDay, setFromDay] = useState(firstDay);
  const [practitionerId, setProvider] = useState('');
  const [times, setTimes] = useState<PublicTime[]>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let current = true;
    setTimes(undefined);
    setProblem(undefined);
    const wish = { at, visitTypeCode: visit.code, fromDay, ...(practitionerId && { practitionerId }) };
    call(selfBooking, 'freeTimes', wish).then(
      (found) => current && setTimes(found.times),
      (refused) => current && setProblem(refused),
    );
    return () => {
      current = false;
    };
  }, [at, visit.code, fromDay, practitionerId]);
  const givers = page.providers.filter((one) => visit.practitionerIds.includes(one.practitionerId));
  const end = addDays(fromDay, week - 1);
  const toDay = end < lastDay ? end : lastDay;
  const span = {
    from: formatPlainDate(fromDay, locale, 'short'),
    to: formatPlainDate(toDay, locale, 'short'),
  };
  const earlier = addDays(fromDay, -week);
  return (
    <Step step={2} title={m.selfBooking_page_when()} onBack={props.onBack}>
      {givers.length > 1 && (
        <FieldChips
          label={m.selfBooking_page_provider()}
          name="provider"
          value={practitionerId}
          onChange={setProvider}
          options={[
            { value: '', label: m.selfBooking_page_anybody() },
            ...givers.map((one) => ({ value: one.practitionerId, label: one.name })),
          ]}
        />
      )}
      <div className="sb-acts">
        <Button
          disabled={fromDay <= firstDay}
          onClick={() => setFromDay(earlier > firstDay ? earlier : firstDay)}
        >
          {m.selfBooking_page_earlier()}
        </Button>
        <Button disabled={end >= lastDay} onClick={() => setFromDay(addDays(fromDay, week))}>
          {m.selfBooking_page_later()}
        </Button>
      </div>
      <p role="status">
        {problem === undefined && times === undefined && m.selfBooking_page_wait()}
        {times && (times.length === 0 ? m.selfBooking_page_noTimes(span) : m.selfBooking_page_days(span))}
      </p>
      {problem !== undefined && <p role="alert">{problemWords(problem)}</p>}
      {times && <Times times={times} zone={page.zone} onChosen={props.onChosen} />}
    </Step>
  );
}

function Times(props: { times: PublicTime[]; zone: string; onChosen: (time: PublicTime) => void }) {
  const locale = useLocale();
  const days = [...Map.groupBy(props.times, (one) => one.day)];
  return days.map(([day, times]) => (
    <section key={day} className="sb-day" aria-label={dayWords(day, locale)}>
      <h3>{dayWords(day, locale)}</h3>
      <ul className="sb-times">
        {times.map((time) => (
          <li key={time.startsAt}>
            <button type="button" className="sb-time" onClick={() => props.onChosen(time)}>
              {formatTime(time.startsAt, locale, props.zone)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** The weekday with the date: people know on which days they can come. */
function dayWords(day: string, locale: 'en-US' | 'id-ID'): string {
  // 1970-01-05 was a Monday
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return `${weekday.format(Date.UTC(1970, 0, 4 + weekdayOf(day)))}, ${formatPlainDate(day, locale)}`;
}
