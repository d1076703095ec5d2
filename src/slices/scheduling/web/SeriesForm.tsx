import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Place, scheduling } from '../contract.ts';
import { type ClockChoice, ClockChoices } from './ClockChoices.tsx';
import { PlaceList } from './PlaceList.tsx';
import { RuleFields } from './RuleFields.tsx';
import { draftFor, ruleOf } from './rule-draft.ts';
import './series.css';

export type BookedSeries = OutputOf<typeof scheduling, 'bookSeries'>;

/** The visit that is repeated: what was chosen, at the time that is held. */
export interface ToRepeat {
  patientId: string;
  visitTypeCode: string;
  moreTypeCodes: string[];
  practitionerId: string;
  holdId: string;
  firstDay: string;
  time: string;
  reason: string;
}

interface Props {
  visit: ToRepeat;
  onBooked: (done: BookedSeries) => void;
  onClose: () => void;
}

/** A visit that repeats: its rule above, every one of its visits below, and one button that books them. */
export function SeriesForm(props: Props) {
  return (
    <Dialog open title={m.scheduling_series_title()} onClose={props.onClose} size="large">
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ visit, onBooked }: Props) {
  const { firstDay } = visit;
  const [draft, setDraft] = useState(() => draftFor(firstDay));
  const [exceptDays, setExceptDays] = useState<string[]>([]);
  const [instead, setInstead] = useState<{ day: string; startsAt: string }[]>([]);
  const [choice, setChoice] = useState<ClockChoice>({});
  const locale = useLocale();
  const rule = ruleOf(draft, firstDay, exceptDays);
  const { patientId, visitTypeCode, moreTypeCodes, practitionerId, holdId, time, reason } = visit;
  const wanted = { patientId, visitTypeCode, moreTypeCodes, practitionerId, holdId, firstDay, time };
  const input = { ...wanted, ...choice, rule: rule ?? { frequency: draft.frequency }, instead };
  const read = useRead(scheduling, 'previewSeries', input, {
    enabled: rule !== undefined,
    keep: true,
    refreshOn: ['scheduling.'],
  });
  const act = useAct(scheduling, 'bookSeries');
  const places = read.data?.places ?? [];
  const free = places.filter((one) => one.verdict === 'free').length;
  const book = async (which: 'all' | 'free') => {
    try {
      onBooked(await act.run({ ...input, reason, which }));
    } catch {
      // the refusal stands below the list, which is read again
      read.refresh();
    }
  };
  const ready = rule !== undefined && free > 0 && !read.refreshing;
  const save = () => (ready ? void book(free === places.length ? 'all' : 'free') : undefined);
  useKeys({ 'ctrl+enter': { label: m.web_key_save(), run: save } });
  const own = (place: Place) => instead.filter((one) => one.day !== place.day);
  const wrong = Object.fromEntries(
    (read.problem?.fields ?? act.problem?.fields ?? []).map((field) => [field.path, field.words]),
  );
  return (
    <div className="s-form">
      <RuleFields
        draft={draft}
        firstDay={firstDay}
        errors={wrong}
        onChange={(more) => setDraft({ ...draft, ...more })}
      />
      <ClockChoices places={places} choice={choice} onChange={setChoice} />
      {exceptDays.length > 0 && (
        <p className="sc-left-out">
          {m.scheduling_series_leftOut()}:{' '}
          {exceptDays.map((day) => (
            <Button key={day} small onClick={() => setExceptDays(exceptDays.filter((one) => one !== day))}>
              {m.scheduling_series_putBack({ day: formatPlainDate(day, locale, 'short') })}
            </Button>
          ))}
        </p>
      )}
      {rule && !read.problem?.fields.length && (
        <ReadView read={read} rows={4}>
          {(data) => (
            <PlaceList
              places={data.places}
              chosen={instead.map((one) => one.day)}
              onTake={(place, time) =>
                setInstead([...own(place), { day: place.day, startsAt: time.startsAt }])
              }
              onAsRule={(place) => setInstead(own(place))}
              onLeaveOut={(place) => {
                setInstead(own(place));
                setExceptDays([...exceptDays, place.day].toSorted());
              }}
            />
          )}
        </ReadView>
      )}
      <div className="s-savebar">
        <Problem problem={act.problem} />
        <div className="s-savebar-acts">
          <span role="status" className="s-figures">
            {rule && places.length > 0 && m.scheduling_series_freeOf({ free, total: places.length })}
          </span>
          <Button tone="primary" keys="Ctrl ↵" pending={act.pending} disabled={!ready} onClick={save}>
            {free === places.length
              ? m.scheduling_series_bookAll({ count: free })
              : m.scheduling_series_bookFree({ count: free })}
          </Button>
        </div>
      </div>
    </div>
  );
}
