import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { addDays, formatPlainDate, isDate, systemClock, today, weekdayOf } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ExportButton } from '#platform/web/ui/ExportButton.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import { type Measure, measures } from '../shared/waits.ts';
import './front-desk.css';
import { measureWords } from './measure-words.ts';
import { WaitChart } from './WaitChart.tsx';
import { type WaitRow, WaitTable } from './WaitTable.tsx';

type Waits = OutputOf<typeof frontDesk, 'waits'>;
const spans = { day: 1, week: 7, weeks: 28 } as const;
type Span = keyof typeof spans;

/** How long a day's, a week's or four weeks' patients waited: the middle and the long end, and how many could not be counted. */
export default function WaitsPage({ search }: ScreenProps) {
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const go = useGo();
  const now = today(systemClock, zone);
  const span = (Object.keys(spans) as Span[]).find((one) => one === search.span) ?? 'day';
  const [typed, setTyped] = useState(search.day && isDate(search.day) ? search.day : now);
  const day = isDate(typed) ? typed : now;
  const show = (to: { day?: string; span?: string }) => {
    const next = new URLSearchParams({ day, span, ...to });
    go(`/waits?${next}`, { replace: true });
  };
  const monday = addDays(day, 1 - weekdayOf(day));
  // four weeks end with the week of the day
  const fromDay = { day, week: monday, weeks: addDays(monday, -21) }[span];
  const asked = { day: fromDay, days: spans[span] };
  const read = useRead(frontDesk, 'waits', asked, { refreshOn: ['frontDesk.visitMoved'], keep: true });
  const file = useAct(frontDesk, 'exportWaits');
  const figure = (value: number | undefined) =>
    value === undefined
      ? m.frontDesk_visit_none()
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  const words =
    span === 'day'
      ? formatPlainDate(day, locale)
      : `${formatPlainDate(fromDay, locale, 'short')} – ${formatPlainDate(addDays(fromDay, spans[span] - 1), locale, 'short')}`;
  return (
    <Page
      title={
        <>
          {m.frontDesk_waits_title()}
          <span className="s-page-day">{words}</span>
        </>
      }
      back="/today"
      filters={
        <FieldDate
          label={<span className="s-hidden">{m.frontDesk_waits_day()}</span>}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            if (isDate(value)) show({ day: value });
          }}
          past
        />
      }
      actions={<ExportButton make={() => file.run(asked)} pending={file.pending} />}
    >
      <FieldChips
        label={m.frontDesk_waits_span()}
        value={span}
        onChange={(value) => show({ span: value })}
        options={[
          { value: 'day', label: m.frontDesk_waits_spanDay() },
          { value: 'week', label: m.frontDesk_waits_spanWeek() },
          { value: 'weeks', label: m.frontDesk_waits_spanWeeks() },
        ]}
      />
      <Problem problem={file.problem} />
      <ReadView read={read}>
        {(waits) =>
          waits.visits === 0 && waits.noShow.counted === 0 ? (
            <EmptyState title={m.frontDesk_waits_empty()} />
          ) : (
            <>
              <All waits={waits} figure={figure} />
              <Parts waits={waits} figure={figure} span={span} />
            </>
          )
        }
      </ReadView>
    </Page>
  );
}

interface Shown {
  waits: Waits;
  figure: (value: number | undefined) => string;
}

function All({ waits, figure }: Shown) {
  const rows: WaitRow[] = waits.measures.map((one) => ({
    id: one.measure,
    label: measureWords(one.measure),
    median: one.medianMinutes,
    p90: one.p90Minutes,
    counted: one.counted,
    excluded: one.excluded,
  }));
  const { onTime, noShow, late } = waits;
  return (
    <Panel title={m.frontDesk_waits_all()}>
      <div className="fd-figures">
        <WaitChart title={m.frontDesk_waits_all()} lines={rows} figure={figure} />
        <div>
          <WaitTable
            label={m.frontDesk_waits_title()}
            head={m.frontDesk_waits_measure()}
            rows={rows}
            figure={figure}
          />
          <p>{m.frontDesk_waits_onTime({ onTime: onTime.onTime, counted: onTime.counted })}</p>
          <p>{m.frontDesk_waits_noShowRate({ noShow: noShow.noShow, counted: noShow.counted })}</p>
          <p>{m.frontDesk_waits_lateRate({ late: late.late, counted: late.counted })}</p>
          <p className="fd-soft">{m.frontDesk_waits_excludedHint()}</p>
        </div>
      </div>
    </Panel>
  );
}

/** One measure by provider, and over several days by day and weekday. */
function Parts({ waits, figure, span }: Shown & { span: Span }) {
  const [measure, setMeasure] = useState<Measure>('lobbyWait');
  const locale = useLocale();
  const rowOf = (id: string, label: string, group: Pick<Waits, 'measures'>): WaitRow => {
    const one = group.measures.find((other) => other.measure === measure);
    return {
      ...{ id, label, median: one?.medianMinutes, p90: one?.p90Minutes },
      ...{ counted: one?.counted ?? 0, excluded: one?.excluded ?? 0 },
    };
  };
  const providers = waits.byProvider.map((one) => rowOf(one.practitioner.id, one.practitioner.name, one));
  const days = waits.byDay.map((one) => rowOf(one.day, formatPlainDate(one.day, locale, 'short'), one));
  const weekdays = waits.byWeekday.map((one) =>
    rowOf(String(one.weekday), weekdayName(one.weekday, locale), one),
  );
  const parts = [
    { title: m.frontDesk_waits_byProvider(), head: m.frontDesk_board_col_person(), rows: providers },
    ...(span === 'week'
      ? [{ title: m.frontDesk_waits_byDay(), head: m.frontDesk_waits_day(), rows: days }]
      : []),
    ...(span === 'day'
      ? []
      : [{ title: m.frontDesk_waits_byWeekday(), head: m.frontDesk_waits_weekday(), rows: weekdays }]),
  ];
  return (
    <Panel title={m.frontDesk_waits_parts()}>
      <FieldChips
        label={m.frontDesk_waits_measure()}
        value={measure}
        onChange={(value) => setMeasure(measures.find((one) => one === value) ?? 'lobbyWait')}
        options={measures.map((value) => ({ value, label: measureWords(value) }))}
      />
      {parts
        .filter((part) => part.rows.length > 0)
        .map(({ title, head, rows }) => (
          <div key={title} className="fd-figures">
            <WaitChart title={`${title}: ${measureWords(measure)}`} lines={rows} figure={figure} />
            <WaitTable label={title} head={head} rows={rows} figure={figure} />
          </div>
        ))}
    </Panel>
  );
}

/** Monday is 1. */
function weekdayName(weekday: number, locale: string): string {
  // 2024-01-01 was a Monday
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}
