import { useEffect, useRef, useState } from 'react';
import { type Settled, settleRows } from './settle-rows.ts';

export interface SettledRow<Row> {
  key: string;
  row: Row;
  gone: boolean;
  /** Grows with each change of the row that a push brought; 0 while it is as first seen. */
  changes: number;
}

/** The rows of a live table as they are shown, and how many wait outside. */
export function useSettledRows<Row>(options: {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  version: (row: Row) => string;
  busy: boolean;
  holdNew: boolean;
}): { shown: SettledRow<Row>[]; heldCount: number; letIn: () => void } {
  const { rows, rowKey, version, busy, holdNew } = options;
  const [, redraw] = useState(0);
  const known = useRef(new Map<string, { row: Row; version: string; changes: number }>());
  const settled = useRef<Settled>(undefined);
  const admitted = useRef(false);

  const byKey = known.current;
  for (const row of rows) {
    const key = rowKey(row);
    const now = version(row);
    const before = byKey.get(key);
    if (!before) byKey.set(key, { row, version: now, changes: 0 });
    else if (before.version !== now) byKey.set(key, { row, version: now, changes: before.changes + 1 });
    else before.row = row;
  }
  // An empty first answer is a beginning, not a table into which everything arrives at once.
  const before = settled.current?.order.length === 0 && !busy ? undefined : settled.current?.order;
  settled.current = settleRows({
    before,
    next: rows.map(rowKey),
    busy: busy && !admitted.current,
    holdNew: holdNew && !admitted.current,
  });
  admitted.current = false;

  useEffect(() => {
    const kept = new Set(settled.current?.order.concat(settled.current.held));
    for (const key of byKey.keys()) if (!kept.has(key)) byKey.delete(key);
  });
  const gone = new Set(settled.current.gone);
  const shown = settled.current.order.flatMap((key): SettledRow<Row>[] => {
    const one = byKey.get(key);
    return one ? [{ key, row: one.row, gone: gone.has(key), changes: one.changes }] : [];
  });
  return {
    shown,
    heldCount: settled.current.held.length,
    letIn: () => {
      admitted.current = true;
      redraw((count) => count + 1);
    },
  };
}
