import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate, formatTime, zonedDay } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { pathTo, useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Entry } from '../contract.ts';
import { EntryForm } from './EntryForm.tsx';
import { TakeOff } from './ReasonDialog.tsx';
import { useAnswer } from './use-answer.ts';
import { priorityWords, wishWords } from './words.ts';

/** Everybody who waits, in the order in which they are asked. Enter: who is being asked takes the time. */
export function Waiting({ entries }: { entries: Entry[] }) {
  const { answer, pending, problem } = useAnswer();
  const [leaving, setLeaving] = useState<Entry>();
  const [changing, setChanging] = useState<Entry>();
  const may = useMay('scheduling.book');
  const go = useGo();
  const columns = useColumns();
  return (
    <>
      <Problem problem={problem} />
      <DataTable
        label={m.waitlist_tab_waiting()}
        rows={entries}
        rowKey={(row) => row.entryId}
        columns={columns}
        tone={(row) => (row.offer ? 'blue' : undefined)}
        act={(row) => {
          const { offer } = row;
          if (!may) return undefined;
          return offer
            ? {
                label: m.waitlist_act_takes(),
                run: () => answer(offer.offerId, true, row.patientName),
                pending,
              }
            : { label: m.waitlist_change(), run: () => setChanging(row) };
        }}
        more={(row) => {
          const { offer } = row;
          const chart = {
            label: m.waitlist_act_chart(),
            run: () => go(pathTo('/patients/$patientId', { patientId: row.patientId })),
          };
          if (!may) return [chart];
          return [
            ...(offer
              ? [
                  {
                    label: m.waitlist_act_letsGo(),
                    run: () => answer(offer.offerId, false, row.patientName),
                  },
                  { label: m.waitlist_change(), run: () => setChanging(row) },
                ]
              : []),
            chart,
            { label: m.waitlist_act_off(), run: () => setLeaving(row) },
          ];
        }}
        empty={
          <EmptyState
            title={m.waitlist_empty()}
            text={m.waitlist_emptyText()}
            {...(may && { act: { label: m.waitlist_add(), to: '/calendar/waitlist/add' } })}
          />
        }
      />
      {leaving && (
        <TakeOff entryId={leaving.entryId} name={leaving.patientName} onClose={() => setLeaving(undefined)} />
      )}
      {changing && (
        <Dialog open title={changing.patientName} onClose={() => setChanging(undefined)}>
          <EntryForm patientId={changing.patientId} entry={changing} onDone={() => setChanging(undefined)} />
        </Dialog>
      )}
    </>
  );
}

function useColumns(): Column<Entry>[] {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const dayOf = (at: string) => formatPlainDate(zonedDay(at, zone), locale, 'short');
  return [
    {
      id: 'patient',
      header: m.waitlist_column_patient(),
      cell: (row) => <strong>{row.patientName}</strong>,
      width: '13rem',
    },
    {
      id: 'visit',
      header: m.waitlist_column_visit(),
      cell: (row) => `${row.visitType} · ${row.practitionerName || m.waitlist_anyProvider()}`,
      hideOn: 'phone',
    },
    {
      id: 'wish',
      header: m.waitlist_column_wish(),
      cell: (row) => wishWords(row, locale, zone),
      hideOn: 'tablet',
    },
    {
      id: 'priority',
      header: m.waitlist_column_priority(),
      cell: (row) => (
        <>
          {row.priority === 1 ? (
            <SignalBadge tone="amber">{priorityWords(1)}</SignalBadge>
          ) : (
            priorityWords(row.priority)
          )}
          {row.priorityReason && <div className="wl-soft">{row.priorityReason}</div>}
        </>
      ),
      width: '9rem',
      hideOn: 'phone',
    },
    {
      id: 'since',
      header: m.waitlist_column_since(),
      cell: (row) => dayOf(row.since),
      figures: true,
      width: '7rem',
    },
    {
      id: 'asked',
      header: m.waitlist_column_asked(),
      cell: (row) =>
        row.offer ? (
          <>
            <When at={row.offer.startsAt} />
            <div className="wl-soft">
              {m.waitlist_asked({ time: formatTime(row.offer.until, locale, zone) })}
            </div>
          </>
        ) : (
          <span className="wl-soft">
            {row.lastOfferedAt
              ? m.waitlist_offers_last({ day: dayOf(row.lastOfferedAt) })
              : m.waitlist_offers_none()}
            {row.unanswered > 0 && ` · ${m.waitlist_offers_unanswered({ count: row.unanswered })}`}
          </span>
        ),
      width: '12rem',
    },
  ];
}
