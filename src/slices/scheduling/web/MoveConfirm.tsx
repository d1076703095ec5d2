import { useState } from 'react';
import { m } from '#messages';
import {
  addMinutes,
  formatDateTime,
  formatTime,
  minutesBetween,
  weekdayOf,
  zonedDay,
} from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Slot as FilledSlot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { focusShown } from '#platform/web/ui/focus-shown.ts';
import { More } from '#platform/web/ui/More.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { type Booking, type FreeTime, scheduling } from '../contract.ts';
import { AskedBy } from './AskedBy.tsx';
import { wallTime } from '../shared/week.ts';
import type { Setup } from './answers.ts';
import type { Slot } from './grid-keys.ts';
import { instantAt } from './instant-at.ts';
import { Refused } from './Refused.tsx';
import { weekdayWords } from './words.ts';

/** `room`: empty keeps it or finds another of its kind, `none` gives it up. */
interface Values {
  /** The instant that was picked; empty once day or time were typed. */
  startsAt: string;
  day: string;
  time: string;
  practitionerId: string;
  room: string;
  reason: string;
  askedBy: 'patient' | 'clinic';
  along: Along;
}

/** Of a step of a chain: the steps after it go along, it goes alone where the distances allow it, or whatever they are. */
type Along = 'rest' | 'alone' | 'loose';

/**
 * From where to where a booking goes, who asked, why, and whether the patient is told; Enter moves it. A refusal says
 * why, and its three nearest times are buttons.
 */
export function MoveConfirm(props: { booking: Booking; to: Slot; onClose: () => void; onDone: () => void }) {
  const { booking, to } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const setup = useRead(scheduling, 'setup', {}, { refreshOn: ['scheduling.setupChanged'] });
  const back = useAct(scheduling, 'moveBooking');
  const [isRest, setRest] = useState(booking.chainId !== null);
  const form = useForm(scheduling, isRest ? 'moveChain' : 'moveBooking', {
    initial: valuesOf(booking, to, zone),
    prepare: ({ startsAt, day, time, room, practitionerId, reason, askedBy, along }) => ({
      visitId: booking.visitId,
      when: startsAt || { day, time },
      ...(practitionerId && { practitionerId }),
      ...(room && { roomId: room === 'none' ? null : room }),
      ...(reason.trim() && { reason }),
      ...{ askedBy, breakDistances: along === 'loose' },
    }),
    onDone: (moved) => {
      if ('moved' in moved) {
        tell(m.scheduling_chain_movedAll({ name: booking.patientName, count: moved.moved.length }));
        return props.onDone();
      }
      const time = formatDateTime(moved.startsAt, locale, zone, 'short');
      const before = {
        visitId: booking.visitId,
        when: booking.startsAt,
        roomId: booking.roomId,
        // it was there before
        breakDistances: true,
        ...(booking.practitionerId && { practitionerId: booking.practitionerId }),
      };
      offerUndo(m.scheduling_moved({ name: booking.patientName, time }), () => back.run(before));
      props.onDone();
    },
  });
  const take = (time: FreeTime) => {
    const { startsAt, practitionerId } = time;
    form.setAll({ ...form.values, startsAt, practitionerId, ...wall(startsAt, zone) });
    // the next act is to move it there
    focusShown(form.element.current?.querySelector<HTMLElement>('[type="submit"]'));
  };
  return (
    <Dialog open title={m.scheduling_move_title({ name: booking.patientName })} onClose={props.onClose}>
      <Form form={form} label={m.scheduling_move_title({ name: booking.patientName })}>
        <FromTo booking={booking} values={form.values} setup={setup.data} />
        {booking.chainId && (
          <FieldChips
            label={m.scheduling_chain_of()}
            {...form.field('along')}
            onChange={(value) => {
              form.set('along', value as Along);
              setRest(value === 'rest');
            }}
            options={[
              { value: 'rest', label: m.scheduling_chain_moveRest() },
              { value: 'alone', label: m.scheduling_chain_moveAlone() },
              { value: 'loose', label: m.scheduling_chain_moveLoose() },
            ]}
          />
        )}
        <AskedBy {...form.field('askedBy')} />
        <FieldText label={m.scheduling_cancel_reason()} {...form.field('reason')} maxLength={255} />
        {booking.patientId && (
          <FilledSlot
            name="booking.told"
            props={{ visitId: booking.visitId, patientId: booking.patientId }}
          />
        )}
        <More label={m.scheduling_move_change()} open={Object.keys(form.errors).length > 0}>
          <Elsewhere form={form} setup={setup.data} />
        </More>
        {Object.values(form.errors).map((words) => (
          <p key={words} className="s-savebar-wrong" role="alert">
            {words}
          </p>
        ))}
        <Refused problem={Object.keys(form.errors).length > 0 ? undefined : form.problem} onTake={take} />
        <div className="s-savebar-acts">
          <Button onClick={props.onClose} keys="Esc">
            {m.scheduling_move_other()}
          </Button>
          <Button type="submit" tone="primary" pending={form.pending} keys="↵" autoFocus>
            {m.scheduling_move_do()}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function valuesOf(booking: Booking, to: Slot, zone: string): Values {
  return {
    startsAt: to.startsAt,
    ...wall(to.startsAt, zone),
    practitionerId: to.practitionerId ?? booking.practitionerId ?? '',
    room: to.roomId ?? '',
    reason: '',
    askedBy: 'patient',
    along: 'rest',
  };
}

function wall(startsAt: string, zone: string): Pick<Values, 'day' | 'time'> {
  return { day: zonedDay(startsAt, zone), time: wallTime(startsAt, zone) };
}

/** Old and new, each in one line of the same order. */
function FromTo(props: { booking: Booking; values: Values; setup: Setup | undefined }) {
  const { booking, values, setup } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const startsAt = values.startsAt || instantAt(values.day, values.time, zone);
  const minutes = minutesBetween(booking.startsAt, booking.endsAt);
  const provider =
    setup?.providers.find((one) => one.practitionerId === values.practitionerId)?.name ??
    (values.practitionerId === booking.practitionerId ? booking.practitionerName : '');
  const roomName = setup?.rooms.find((one) => one.id === values.room)?.name;
  const room = { '': booking.roomName && m.scheduling_move_sameRoom(), none: m.scheduling_move_noRoom() };
  const at = (instant: string) =>
    instant &&
    `${weekdayWords(weekdayOf(zonedDay(instant, zone)), locale)}, ${formatDateTime(instant, locale, zone)} – ${formatTime(addMinutes(instant, minutes), locale, zone)}`;
  return (
    <dl className="sc-facts sc-fromto">
      <dt>{m.scheduling_move_from()}</dt>
      <dd>
        {[at(booking.startsAt), booking.practitionerName, booking.roomName].filter(Boolean).join(' · ')}
      </dd>
      <dt>{m.scheduling_move_to()}</dt>
      <dd>
        <strong>
          {[at(startsAt), provider, roomName ?? room[values.room as '' | 'none']].filter(Boolean).join(' · ')}
        </strong>
      </dd>
    </dl>
  );
}

/** Any other day, time, provider or room, for whoever picks by keys or by ear. */
function Elsewhere(props: { form: FormState<Values>; setup: Setup | undefined }) {
  const { form, setup } = props;
  const typed = (name: 'day' | 'time') => (value: string) =>
    form.setAll({ ...form.values, [name]: value, startsAt: '' });
  return (
    <div className="sc-book-fields">
      <FieldDate label={m.scheduling_hours_day()} {...form.field('day')} onChange={typed('day')} />
      <FieldTime label={m.scheduling_label_time()} {...form.field('time')} onChange={typed('time')} />
      <FieldSelect
        label={m.scheduling_label_provider()}
        {...form.field('practitionerId')}
        options={(setup?.providers ?? []).map((one) => ({ value: one.practitionerId, label: one.name }))}
      />
      <FieldSelect
        label={m.scheduling_label_room()}
        {...form.field('room')}
        placeholder={m.scheduling_move_sameRoom()}
        clearable
        options={[
          { value: 'none', label: m.scheduling_move_noRoom() },
          ...(setup?.rooms ?? [])
            .filter((one) => one.active)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
