import { useEffect, useState } from 'react';
import { m } from '#messages';
import { useLocale } from '../language.ts';
import { Slot, SlotOne, useSlot } from '../slots/Slot.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { useMe } from './session.ts';

/** Today: the view that this person's duties put first at the left, her work at the right. */
export function Today() {
  const me = useMe();
  const locale = useLocale();
  const views = useSlot('today.main');
  const work = useSlot('today.work');
  const storageKey = `serambi.today.${me.staffId}`;
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageKey) ?? '');
  const view = views.find((entry) => entry.id === chosen) ?? views[0];
  const choose = (id: string) => {
    localStorage.setItem(storageKey, id);
    setChosen(id);
  };
  useEffect(() => {
    document.title = `${m.web_place_today()} · Serambi`;
  });
  // By `Intl` and not by the time module, whose Temporal would make a tenth of the first load.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: me.clinic.zone }).format();
  return (
    <Page
      title={
        <>
          {m.web_place_today()} <span className="s-page-day">{day}</span>
        </>
      }
      filters={
        views.length > 1 && (
          <div className="s-switch" role="group" aria-label={m.web_today_views()}>
            {views.map((entry) => (
              <button
                key={entry.id}
                type="button"
                aria-pressed={entry === view}
                onClick={() => choose(entry.id)}
              >
                {entry.title?.() ?? entry.id}
              </button>
            ))}
          </div>
        )
      }
      aside={work.length > 0 && <Slot name="today.work" props={{ compact: true }} />}
    >
      <Slot name="today.top" />
      {view ? (
        <SlotOne key={view.id} entry={view} props={{}} />
      ) : (
        <EmptyState title={m.web_today_empty()} text={m.web_today_emptyText()} />
      )}
    </Page>
  );
}
