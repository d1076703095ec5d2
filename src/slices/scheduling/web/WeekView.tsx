import { m } from '#messages';
import { addDays } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { mondayOf } from '../shared/calendar.ts';
import { isOnSheet } from '../shared/sheet.ts';
import { freeOfDay } from '../shared/week.ts';
import type { Slot } from './grid-keys.ts';
import { WeekTable } from './WeekTable.tsx';

const stepMinutes = 20;

/** Seven days side by side, of one provider with what she has free, or of all. */
export function WeekView(props: {
  day: string;
  provider: string;
  moving: Booking | undefined;
  onOpen: (booking: Booking) => void;
  onMove: ((booking: Booking) => void) | undefined;
  onStop: () => void;
  onSlot: (slot: Slot) => void;
  onDay: (day: string) => void;
  onWeekBeyond: (step: 1 | -1) => void;
}) {
  const { moving } = props;
  const { zone } = useMe().clinic;
  const fromDay = mondayOf(props.day);
  const live = { refreshOn: ['scheduling.'], keep: true };
  const read = useRead(
    scheduling,
    'weekSheet',
    { fromDay, ...(props.provider && { practitionerId: props.provider }) },
    live,
  );
  // a booking on its way is offered the free times of its provider, whoever else is shown
  const whose = moving?.practitionerId ?? '';
  const other = whose !== '' && whose !== props.provider;
  const free = useRead(
    scheduling,
    'weekSheet',
    { fromDay, practitionerId: whose },
    { ...live, enabled: other },
  );
  const owner = other ? whose : props.provider;
  const nowMs = Date.now();
  return (
    <ReadView read={read} rows={12}>
      {({ days }) => {
        const offering = owner === '' || !props.onMove ? [] : other ? (free.data?.days ?? []) : days;
        return (
          <WeekTable
            days={days.map((day) => ({ ...day, bookings: day.bookings.filter(isOnSheet) }))}
            free={new Map(offering.map((day) => [day.day, freeOfDay(day, stepMinutes, nowMs)]))}
            zone={zone}
            named={props.provider === ''}
            moving={moving}
            onOpen={props.onOpen}
            onMove={props.onMove}
            onStop={props.onStop}
            onSlot={(startsAt) => props.onSlot({ startsAt, ...(owner && { practitionerId: owner }) })}
            onDay={props.onDay}
            onBeyond={props.onWeekBeyond}
            label={m.scheduling_week_table({ from: fromDay, to: addDays(fromDay, 6) })}
          />
        );
      }}
    </ReadView>
  );
}
