import { useState } from 'react';
import { m } from '#messages';
import { addDays, formatDateTime, Temporal, today } from '#platform/shared/time.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { records } from '#slices/records/contract.ts';
import { type FreeTime, scheduling, type VisitType } from '../contract.ts';
import { anyone, BookFields, type Chosen } from './BookFields.tsx';
import { HeldTime } from './HeldTime.tsx';
import { NextNumber } from './NextNumber.tsx';
import { Overbook } from './Overbook.tsx';
import { Refused } from './Refused.tsx';
import { type BookedSeries, SeriesForm } from './SeriesForm.tsx';
import { TimeButtons } from './TimeButtons.tsx';
import { useHold } from './use-hold.ts';
import { useQuickTime } from './use-quick-time.ts';

/** What is booked and when: the time's button holds it for this form, and the button that then has the focus books. */
export function ChooseTime(props: {
  patient: { id: string; name: string };
  types: VisitType[];
  providers: { practitionerId: string; name: string }[];
  sites: string[];
  search: Record<string, string>;
  onOther: (() => void) | undefined;
  back: string;
}) {
  const { patient, types, providers, search } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const go = useGo();
  const now = today({ now: () => Date.now() }, zone);
  const [chosen, setChosen] = useState<Chosen>({
    typeCode: types[0]?.code ?? '',
    more: [],
    provider:
      search.practitionerId ?? (providers.length === 1 ? (providers[0]?.practitionerId ?? anyone) : anyone),
    day: search.day ?? now,
    reason: '',
    part: '',
    language: '',
    site: '',
  });
  const { typeCode, more: moreTypeCodes, provider, reason } = chosen;
  const [asked, setAsked] = useState<Wanted>();
  const [repeating, setRepeating] = useState(false);
  const hold = useHold();
  const card = useRead(records, 'readBanner', { patientId: patient.id });
  const name = card.data?.name ?? patient.name;
  const fromDay = chosen.day || now;
  const read = useRead(
    scheduling,
    'freeTimes',
    {
      visitTypeCode: typeCode,
      moreTypeCodes,
      ...(provider !== anyone && { practitionerId: provider }),
      ...(chosen.part && { part: chosen.part }),
      ...(chosen.language && { language: chosen.language }),
      ...(chosen.site && { site: chosen.site }),
      ...(hold.held && { holdId: hold.held.holdId }),
      fromDay,
      toDay: addDays(fromDay, 6),
      patientId: patient.id,
      perPart: 8,
    },
    { enabled: typeCode !== '', keep: true, refreshOn: ['scheduling.'] },
  );
  const quick = useQuickTime(!read.loading && !read.refreshing);
  const book = useAct(scheduling, 'bookVisit');
  const overbook = useAct(scheduling, 'overbookVisit');
  const number = useAct(scheduling, 'takeNumber');
  const cancel = useAct(scheduling, 'cancelBooking');
  const cancelSeries = useAct(scheduling, 'cancelSeries');
  const nameOf = (id: string) => providers.find((one) => one.practitionerId === id)?.name ?? '';
  const change = (more: Partial<Chosen>) => {
    setChosen({ ...chosen, ...more });
    // what is held was for another visit
    if (more.typeCode || more.more) hold.release();
  };
  const take = (wanted: Wanted) => {
    setAsked(wanted);
    book.reset();
    overbook.reset();
    number.reset();
    void hold.take({ patientId: patient.id, visitTypeCode: typeCode, moreTypeCodes, ...wanted });
  };
  const takeTime = (time: FreeTime) =>
    take({
      ...{ practitionerId: time.practitionerId, when: time.startsAt },
      // of a site that was asked for, the room there
      ...(chosen.site && time.roomId && { roomId: time.roomId }),
    });
  const say = (visit: Booked) => {
    hold.done();
    const words = { name, time: formatDateTime(visit.startsAt, locale, zone, 'short') };
    const booked = m.scheduling_book_done({ ...words, provider: nameOf(visit.practitionerId) });
    const done =
      visit.number === null ? booked : `${m.scheduling_number({ number: visit.number })} · ${booked}`;
    offerUndo(visit.sameDay ? `${done}. ${m.scheduling_book_sameDay()}` : done, () =>
      cancel.run({ visitId: visit.visitId, reason: m.scheduling_book_slip(), askedBy: 'clinic' }),
    );
    go(search.patientId ? props.back : `/calendar?day=${dayOf(visit.startsAt, zone)}`, { replace: true });
  };
  const saySeries = ({ booked, left }: BookedSeries) => {
    hold.done();
    const count = booked.length;
    const words =
      left.length > 0
        ? m.scheduling_series_bookedLeft({ name, count, left: left.length })
        : m.scheduling_series_booked({ name, count });
    const first = booked[0];
    if (!first) return;
    const slip = { reason: m.scheduling_book_slip(), askedBy: 'clinic', scope: 'all' } as const;
    offerUndo(words, () => cancelSeries.run({ visitId: first.visitId, ...slip }));
    go(search.patientId ? props.back : `/calendar?day=${first.day}`, { replace: true });
  };
  const bookHeld = async () => {
    const { held } = hold;
    if (!held) return;
    const { practitionerId, roomId, holdId, startsAt: when } = held;
    const what = { patientId: patient.id, visitTypeCode: typeCode, moreTypeCodes };
    const visit = { ...what, practitionerId, when, reason, holdId };
    try {
      say(await book.run({ ...visit, ...(roomId && { roomId }) }));
    } catch {
      // the refusal and its other times stand below, and what was chosen stays
    }
  };
  const overbookAsked = async (overbookReason: string) => {
    if (!asked) return;
    try {
      const what = { patientId: patient.id, visitTypeCode: typeCode, moreTypeCodes };
      const visit = { ...what, reason, overbookReason };
      say(await overbook.run({ ...visit, ...asked }));
    } catch {
      // as above
    }
  };
  const takeNumber = async (time: FreeTime) => {
    hold.release();
    try {
      const { practitionerId, day } = time;
      say(await number.run({ patientId: patient.id, visitTypeCode: typeCode, reason, practitionerId, day }));
    } catch {
      // as above
    }
  };
  if (types.length === 0) {
    return (
      <EmptyState
        title={m.scheduling_book_noTypes()}
        act={{ label: m.scheduling_settings_title(), to: '/clinic/calendar' }}
      />
    );
  }
  const problem = overbook.problem ?? number.problem ?? book.problem ?? hold.problem;
  return (
    <Panel
      title={name}
      actions={props.onOther && <Button onClick={props.onOther}>{m.scheduling_book_otherPatient()}</Button>}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the fields inside leads to the first free time */}
      <div ref={quick.fields} onKeyDown={quick.press}>
        <BookFields
          chosen={chosen}
          types={types}
          providers={providers}
          sites={props.sites}
          onChange={change}
          onExact={(time) => take({ practitionerId: provider, when: { day: fromDay, time } })}
          exactDisabled={provider === anyone || hold.pending}
        />
      </div>
      {hold.held && (
        <HeldTime
          key={hold.held.holdId}
          held={hold.held}
          expired={hold.expired}
          providerName={nameOf(hold.held.practitionerId)}
          pending={book.pending}
          onBook={() => void bookHeld()}
          onOther={hold.release}
          onRepeat={() => setRepeating(true)}
        />
      )}
      {hold.held && repeating && (
        <SeriesForm
          visit={{
            ...{ patientId: patient.id, visitTypeCode: typeCode, moreTypeCodes, reason, ...hold.held },
            ...wallAt(hold.held.startsAt, zone),
          }}
          onBooked={saySeries}
          onClose={() => setRepeating(false)}
        />
      )}
      <Refused problem={problem} onTake={takeTime} />
      <Overbook problem={problem} pending={overbook.pending} onOverbook={(why) => void overbookAsked(why)} />
      <ReadView read={read}>
        {({ times, unsuited }) =>
          times.length === 0 ? (
            <NoTimes unsuited={unsuited} onLater={() => change({ day: addDays(fromDay, 7) })} />
          ) : (
            <>
              <NextNumber
                times={moreTypeCodes.length > 0 ? [] : times}
                pending={number.pending}
                onTake={(time) => void takeNumber(time)}
              />
              <TimeButtons
                times={times}
                onTake={takeTime}
                withNames={provider === anyone}
                wanted={hold.held?.startsAt ?? search.startsAt}
                wantedOf={hold.held?.practitionerId}
                disabled={book.pending || hold.pending}
              />
            </>
          )
        }
      </ReadView>
    </Panel>
  );
}

type Booked = OutputOf<typeof scheduling, 'takeNumber'>;

interface Wanted {
  practitionerId: string;
  roomId?: string;
  when: string | { day: string; time: string };
}

/** A day and a time of the clock. */
function wallAt(startsAt: string, zone: string): { firstDay: string; time: string } {
  const wall = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  return { firstDay: wall.toPlainDate().toString(), time };
}

function dayOf(startsAt: string, zone: string): string {
  return today({ now: () => Date.parse(startsAt) }, zone);
}

/** None in the week, or none at all for this patient, and then why. */
function NoTimes(props: { unsuited: 'sex' | 'age' | null; onLater: () => void }) {
  if (props.unsuited) {
    const why = { sex: m.scheduling_book_unsuitedSex, age: m.scheduling_book_unsuitedAge }[props.unsuited];
    return <EmptyState title={why()} />;
  }
  return (
    <EmptyState
      title={m.scheduling_book_noTimes()}
      act={{ label: m.scheduling_book_later(), run: props.onLater }}
    />
  );
}
