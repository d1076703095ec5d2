import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { type Column, DataTable, type RowAct, type RowMore } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import type { HoursEntry } from '../contract.ts';
import { EntryBadge } from './badges.tsx';
import { clockWords, hoursWords } from './words.ts';

/** So many days of the log stand there at once; the earlier ones are folded away. */
const shownAtOnce = 7;

/** The log of one practicum, the latest first. */
export function HoursTable(props: {
  entries: readonly HoursEntry[];
  act?: (entry: HoursEntry) => RowAct | undefined;
  more?: (entry: HoursEntry) => RowMore[];
}) {
  const locale = useLocale();
  const columns: Column<HoursEntry>[] = [
    {
      id: 'day',
      header: m.training_paper_column_day(),
      cell: (one) => formatPlainDate(one.day, locale, 'short'),
      figures: true,
      width: '8rem',
    },
    {
      id: 'time',
      header: m.training_paper_column_time(),
      cell: (one) =>
        `${clockWords(one.from, locale)}–${clockWords(one.to, locale)}${one.breakMinutes ? `, −${m.training_minutes({ count: one.breakMinutes })}` : ''}`,
      figures: true,
    },
    {
      id: 'hours',
      header: m.training_paper_column_hours(),
      cell: (one) => hoursWords(one.hundredths, locale),
      figures: true,
      align: 'end',
      width: '5rem',
    },
    {
      id: 'department',
      header: m.training_paper_column_department(),
      cell: (one) => [one.department, one.subject?.label].filter(Boolean).join(' · '),
      hideOn: 'phone',
    },
    {
      id: 'state',
      header: m.training_paper_state(),
      cell: (one) => (
        <span className="tr-inline">
          <EntryBadge state={one.state} />
          <span className="s-hint">{[one.decidedBy, one.decidedFor].filter(Boolean).join(': ')}</span>
        </span>
      ),
    },
  ];
  const latest = props.entries.toReversed();
  const table = (rows: readonly HoursEntry[], label: string) => (
    <DataTable
      label={label}
      rows={rows}
      rowKey={(one) => one.entryId}
      columns={columns}
      {...(props.act && { act: props.act })}
      {...(props.more && { more: props.more })}
      empty={<EmptyState title={m.training_hours_none()} text={m.training_hours_noneText()} />}
    />
  );
  const earlier = latest.slice(shownAtOnce);
  return (
    <>
      {table(latest.slice(0, shownAtOnce), m.training_paper_hours())}
      {earlier.length > 0 && (
        <More label={m.training_hours_earlier()}>{table(earlier, m.training_hours_earlier())}</More>
      )}
    </>
  );
}
