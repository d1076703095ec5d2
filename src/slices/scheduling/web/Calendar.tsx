import { useState } from 'react';
import { m } from '#messages';
import { addDays, formatPlainDate, today, weekdayOf, zonedDay } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { type CalendarAt, calendarAt, calendarHref, mondayOf, steppedDay } from '../shared/calendar.ts';
import { BookingDialog } from './BookingDialog.tsx';
import { CalendarPrints } from './CalendarPrints.tsx';
import type { Slot } from './grid-keys.ts';
import { DaySheet } from './DaySheet.tsx';
import { MonthView } from './MonthView.tsx';
import { MoveConfirm } from './MoveConfirm.tsx';
import { ViewBar, viewWords } from './ViewBar.tsx';
import { WeekView } from './WeekView.tsx';
import { weekdayWords } from './words.ts';
import './calendar.css';
import './views.css';

/**
 * The day by provider and room, the week or the month: `D` `W` `M`. `[` `]` before and after, `T` today, `N` a new
 * booking. The address holds the view.
 */
export default function Calendar({ search }: ScreenProps) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const at = calendarAt(search, now);
  const go = useGo();
  const may = useMay('scheduling.book');
  const mayPrint = useMay('print.paper');
  const [opened, setOpened] = useState<Booking>();
  const [moving, setMoving] = useState<Booking>();
  const [target, setTarget] = useState<Slot>();
  const show = (more: Partial<CalendarAt>) => go(calendarHref({ ...at, ...more }), { replace: true });
  const day = (by: 1 | -1) => show({ day: addDays(at.day, by) });
  const book = (slot?: Slot) => {
    const { practitionerId = '', startsAt = '' } = slot ?? {};
    const day = startsAt ? zonedDay(startsAt, zone) : at.day;
    const search = new URLSearchParams({ day, ...(startsAt && { practitionerId, startsAt }) });
    go(`/calendar/book?${search}`);
  };
  const stop = () => {
    setMoving(undefined);
    setTarget(undefined);
  };
  const viewKey = (view: CalendarAt['view']) => ({ label: viewWords(view), run: () => show({ view }) });
  useKeys({
    d: viewKey('day'),
    w: viewKey('week'),
    m: viewKey('month'),
    '[': { label: m.scheduling_key_before(), run: () => show({ day: steppedDay(at, -1) }) },
    ']': { label: m.scheduling_key_after(), run: () => show({ day: steppedDay(at, 1) }) },
    arrowleft: { label: m.scheduling_key_dayBefore(), run: () => day(-1) },
    arrowright: { label: m.scheduling_key_dayAfter(), run: () => day(1) },
    t: { label: m.scheduling_key_today(), run: () => show({ day: now }) },
    n: may ? { label: m.scheduling_book_title(), run: () => book() } : undefined,
    escape: moving ? { label: m.scheduling_move_stop(), run: stop } : undefined,
  });
  const place = (slot: Slot) => {
    if (moving) setTarget(slot);
    else if (may) book(slot);
  };
  const acts = {
    moving,
    onOpen: setOpened,
    onMove: may ? setMoving : undefined,
    onStop: stop,
    onSlot: place,
  };
  return (
    <Page
      title={
        <>
          {m.scheduling_calendar_title()}
          <Span at={at} />
        </>
      }
      actions={
        moving ? (
          <OnItsWay name={moving.patientName} onStop={stop} />
        ) : (
          <>
            {mayPrint && <CalendarPrints at={at} />}
            {may && (
              <Button tone="primary" keys="N" onClick={() => book()}>
                {m.scheduling_book_title()}
              </Button>
            )}
          </>
        )
      }
    >
      <ViewBar at={at} now={now} onShow={show} />
      {at.view === 'day' && <Day day={at.day} onDayBeyond={day} {...acts} />}
      {at.view === 'week' && (
        <WeekView
          day={at.day}
          provider={at.provider}
          onDay={(one) => show({ view: 'day', day: one })}
          onWeekBeyond={(by) => show({ day: addDays(at.day, 7 * by) })}
          {...acts}
        />
      )}
      {at.view === 'month' && (
        <MonthView
          day={at.day}
          provider={at.provider}
          onChoose={(one) => show({ day: one })}
          onOpen={(one) => show({ view: 'day', day: one })}
        />
      )}
      {opened && (
        <BookingDialog
          booking={opened}
          onClose={() => setOpened(undefined)}
          onMove={() => {
            setMoving(opened);
            setOpened(undefined);
          }}
        />
      )}
      {moving && target && (
        <MoveConfirm booking={moving} to={target} onClose={() => setTarget(undefined)} onDone={stop} />
      )}
    </Page>
  );
}

/** In place of the page's acts, so that nothing moves under the pointer when a drag begins. */
function OnItsWay(props: { name: string; onStop: () => void }) {
  return (
    <p className="sc-moving" role="status">
      {m.scheduling_move_choose({ name: props.name })}{' '}
      <Button small keys="Esc" onClick={props.onStop}>
        {m.scheduling_move_stop()}
      </Button>
    </p>
  );
}

function Day(props: Omit<Parameters<typeof DaySheet>[0], 'sheet'> & { day: string }) {
  const { day, ...rest } = props;
  const read = useRead(scheduling, 'daySheet', { day }, { refreshOn: ['scheduling.'], keep: true });
  return (
    <ReadView read={read} rows={12}>
      {(sheet) => <DaySheet sheet={sheet} {...rest} />}
    </ReadView>
  );
}

/** What is shown, as one says it. */
function Span({ at }: { at: CalendarAt }) {
  const locale = useLocale();
  const monday = mondayOf(at.day);
  const words = {
    day: () => `${weekdayWords(weekdayOf(at.day), locale)}, ${formatPlainDate(at.day, locale)}`,
    week: () =>
      `${formatPlainDate(monday, locale, 'short')} – ${formatPlainDate(addDays(monday, 6), locale, 'short')}`,
    month: () => formatPlainDate(at.day.slice(0, 7), locale),
  };
  return <span className="s-page-day">{words[at.view]()}</span>;
}
