import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { m } from '#messages';
import { isTextEntry } from '../keys/keys.ts';
import { Button } from './Button.tsx';
import { tell } from './undo.tsx';
import { type SettledRow, useSettledRows } from './use-settled-rows.ts';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** CSS width, e.g. `'7rem'`; the others share the rest. */
  width?: string;
  /** Figures stand at the end. */
  align?: 'start' | 'end';
  /** Numbers, times and codes: digits of equal width, so that they line up. */
  figures?: boolean;
  /** Left out on narrow screens: `tablet` leaves it out there and on the phone. */
  hideOn?: 'phone' | 'tablet';
}

export interface RowAct {
  label: string;
  run: () => void;
  pending?: boolean;
  disabled?: boolean;
  /** Why it cannot be done now: it stands there, and says so when it is pressed. */
  off?: string;
}

export interface RowMore {
  label: string;
  run: () => void;
  /** Why it cannot be done now, beside the label. */
  off?: string;
}

export interface DataTableProps<Row> {
  /** What the table lists, for those who hear it. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: Column<Row>[];
  /** The one next act of a row: its primary button, and Enter. */
  act?: (row: Row) => RowAct | undefined;
  /** Opens the row: a click on it, and Enter where there is no act. */
  open?: (row: Row) => void;
  /** The rest, under More. */
  more?: (row: Row) => RowMore[];
  /** New rows wait as "2 new" until they are asked for. */
  holdNew?: boolean;
  empty: ReactNode;
  /** What makes a row count as changed; the whole row otherwise. */
  version?: (row: Row) => string;
  /** A mark at the row's edge. */
  tone?: (row: Row) => 'red' | 'amber' | 'blue' | undefined;
}

/** A dense, live table that holds still under the hand. See the README for its behaviour. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const [busy, setBusy] = useState(false);
  const [at, setAt] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const { shown, heldCount, letIn } = useSettledRows({
    rows: props.rows,
    rowKey: props.rowKey,
    version: props.version ?? ((row) => JSON.stringify(row)),
    busy,
    holdNew: props.holdNew ?? false,
  });
  const blur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setBusy(false);
  };
  const current = shown.some((one) => one.key === at) ? at : shown[0]?.key;
  if (shown.length === 0 && heldCount === 0) return props.empty;
  return (
    <div className="s-table-holder">
      {heldCount > 0 && (
        <div className="s-new">
          <button type="button" className="s-new-pill" onClick={letIn}>
            {m.web_table_new({ count: heldCount })}
          </button>
        </div>
      )}
      <table className="s-table" aria-label={props.label}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cellClass(column)}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.header}
              </th>
            ))}
            {(props.act || props.more) && (
              <th scope="col" className="s-table-acts">
                <span className="s-hidden">{m.web_table_acts()}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body} onFocus={() => setBusy(true)} onBlur={blur}>
          {shown.map((one) => (
            <TableRow
              key={one.key}
              table={props}
              shown={one}
              current={one.key === current}
              onEnter={() => setAt(one.key)}
            />
          ))}
        </tbody>
      </table>
      <p className="s-hidden" role="status">
        {heldCount > 0 ? m.web_table_new({ count: heldCount }) : ''}
      </p>
    </div>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  const classes = [
    column.align === 'end' ? 's-end' : '',
    column.figures ? 's-figures' : '',
    column.hideOn ? `s-not-${column.hideOn}` : '',
  ];
  return classes.filter(Boolean).join(' ');
}

function TableRow<Row>(props: {
  table: DataTableProps<Row>;
  shown: SettledRow<Row>;
  current: boolean;
  onEnter: () => void;
}) {
  const { table, current } = props;
  const { row, gone, changes } = props.shown;
  const act = gone ? undefined : table.act?.(row);
  const more = gone ? [] : (table.more?.(row) ?? []);
  const run = () => {
    if (gone || act?.pending) return;
    if (act?.off) tell(act.off);
    else if (act && !act.disabled) act.run();
    else if (!act) table.open?.(row);
  };
  const press = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (isTextEntry(event.target)) return;
    if (event.key === 'Enter' && event.target === event.currentTarget && !event.ctrlKey) {
      event.preventDefault();
      run();
    }
    const next = neighbour(event.currentTarget, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const tone = table.tone?.(row);
  const classes = [
    changes > 0 ? `s-glow-${changes % 2}` : '',
    gone ? 's-gone' : '',
    tone ? `s-row-${tone}` : '',
    table.open ? 's-opens' : '',
  ];
  return (
    <tr
      tabIndex={current ? 0 : -1}
      className={classes.join(' ').trim()}
      onKeyDown={press}
      onFocus={props.onEnter}
      onClick={(event) => {
        if (!(event.target as Element).closest('button, a, input, label')) table.open?.(row);
      }}
    >
      {table.columns.map((column) => (
        <td key={column.id} className={cellClass(column)} data-label={column.header}>
          {column.cell(row)}
        </td>
      ))}
      {(table.act || table.more) && (
        <td className="s-table-acts">
          {gone && <span className="s-gone-word">{m.web_table_gone()}</span>}
          {act && (
            <Button
              tone="primary"
              small
              onClick={run}
              off={act.off !== undefined}
              pending={act.pending ?? false}
              disabled={act.disabled ?? false}
              tabIndex={current ? 0 : -1}
            >
              {act.label}
            </Button>
          )}
          {more.length > 0 && <MoreMenu entries={more} tabIndex={current ? 0 : -1} />}
        </td>
      )}
    </tr>
  );
}

function MoreMenu(props: { entries: RowMore[]; tabIndex: number }) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="s-more-button" aria-label={m.web_more()} tabIndex={props.tabIndex}>
          <IconDots size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.entries.map((entry) => (
          <MoreItem key={entry.label} entry={entry} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreItem({ entry }: { entry: RowMore }) {
  const { label, off } = entry;
  if (off === undefined) return <Menu.Item onClick={entry.run}>{label}</Menu.Item>;
  return (
    <Menu.Item className="s-more-off" aria-disabled onClick={() => tell(`${label}: ${off}`)}>
      {label} · {off}
    </Menu.Item>
  );
}

function neighbour(row: HTMLTableRowElement, key: string): HTMLTableRowElement | undefined {
  const rows = [...(row.parentElement?.children ?? [])] as HTMLTableRowElement[];
  const at = rows.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  return to === undefined ? undefined : rows[to];
}
